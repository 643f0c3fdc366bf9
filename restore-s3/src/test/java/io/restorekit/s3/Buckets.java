package io.restorekit.s3;

import io.restorekit.testkit.s3.S3Server;

/** Where the tests of this package get their buckets. */
final class Buckets {
    private Buckets() {}

    /** On a server of its own, which is strict where a client can be wrong. */
    static Bucket strict() {
        S3Server server = S3Server.open();
        var entry = server.settings();
        return new Bucket(
                entry.hostName(),
                server.port(),
                entry.region(),
                entry.bucket(),
                new S3Credentials(entry.accessKey(), entry.secretKey()),
                server::put,
                server::close);
    }
}
