import org.jspecify.annotations.NullMarked;

/** Backup targets in S3 and in stores that speak its protocol. */
@NullMarked
@SuppressWarnings({"module", "requires-automatic", "requires-transitive-automatic"})
module io.restorekit.s3 {
    requires static transitive org.jspecify;
    requires transitive io.restorekit;
    requires java.xml;
    requires org.slf4j;
    requires transitive software.amazon.awssdk.auth;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.apache5;
    requires software.amazon.awssdk.http.auth.aws;
    requires software.amazon.awssdk.http.auth.spi;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.profiles;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.retries;
    requires software.amazon.awssdk.services.s3;
    requires software.amazon.awssdk.utils;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    // HttpClient 5 sets socket options through it and does not require it itself.
    requires jdk.net;

    exports io.restorekit.s3;

    provides io.restorekit.target.BackupTargetProvider with
            io.restorekit.s3.S3BackupTargetProvider;
}
