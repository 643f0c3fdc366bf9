package io.restorekit.s3;

import static io.restorekit.s3.Fixtures.settings;

import io.restorekit.s3.Stage.Scene;
import io.restorekit.testkit.net.RawServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Certificates of every kind, shown by a store that would answer well. */
final class TlsStages {
    /** Made once: each takes a process. */
    private static final TlsStages MADE = make();

    private final Certificates own;
    private final Certificates other;
    private final Certificates expired;

    private TlsStages(Path directory) throws Exception {
        own = Certificates.make(directory, "s3.test");
        other = Certificates.make(directory, "other.test");
        expired = Certificates.expired(directory, "s3.test");
    }

    static Scene trusted(Operation operation) throws Exception {
        return scene(operation, MADE.own, MADE.own.pem());
    }

    static Scene untrusted(Operation operation) throws Exception {
        return scene(operation, MADE.own, MADE.other.pem());
    }

    static Scene otherName(Operation operation) throws Exception {
        return scene(operation, MADE.other, MADE.other.pem());
    }

    static Scene expired(Operation operation) throws Exception {
        return scene(operation, MADE.expired, MADE.expired.pem());
    }

    static Scene expiredTrusted(Operation operation) throws Exception {
        return scene(operation, MADE.expired, MADE.expired.ownPem());
    }

    private static Scene scene(Operation operation, Certificates shown, String trusted) throws Exception {
        SSLContext context = shown.context();
        RawServer server = RawServer.plain(connection -> serve(connection, context, operation.reply));
        S3Settings.Builder settings = settings("https://s3.test:" + server.port())
                .readTimeout(Duration.ofSeconds(10))
                .connectTimeout(Duration.ofSeconds(10))
                .caPem(trusted)
                .resolver(DialStages::local);
        return new Scene(settings, server::accepted, server);
    }

    private static void serve(Socket connection, SSLContext context, Reply reply) throws IOException {
        try (SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(connection, null, true)) {
            RawServer.readRequest(tls.getInputStream());
            ConnectionStages.send(tls, reply.head() + reply.body());
        }
    }

    private static TlsStages make() {
        try {
            return new TlsStages(Files.createTempDirectory(Path.of("target"), "certificates"));
        } catch (Exception e) {
            throw new IllegalStateException("no certificates", e);
        }
    }
}
