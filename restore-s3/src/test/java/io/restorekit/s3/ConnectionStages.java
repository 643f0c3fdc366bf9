package io.restorekit.s3;

import static io.restorekit.s3.Fixtures.bytes;
import static io.restorekit.s3.Fixtures.settings;

import io.restorekit.s3.Stage.Scene;
import io.restorekit.testkit.net.RawServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** Connections that break off, hang or drip once they are made: what no HTTP server can be told to do. */
final class ConnectionStages {
    /** A wait that is to end soon. */
    static final Duration SHORT = Duration.ofMillis(300);

    /** Longer than a call on a busy machine, shorter than what drips here. */
    static final Duration SOON = Duration.ofMillis(700);

    /** As the SDK's users have it; nothing is to reach it. */
    static final Duration LONG = Duration.ofSeconds(10);

    private ConnectionStages() {}

    /** What a server does with a request that it has read. */
    interface Act {
        void on(Socket connection, Reply reply) throws IOException, InterruptedException;
    }

    static Stage serving(Act act) {
        return operation -> {
            RawServer server = RawServer.http(connection -> act.on(connection, operation.reply));
            return new Scene(patient(server.endpoint()), server::accepted, server);
        };
    }

    /** The same for a client of little patience. */
    static Stage stalling(Act act) {
        return operation -> {
            Scene scene = serving(act).set(operation);
            return new Scene(scene.settings().readTimeout(SHORT), scene.met(), scene.server());
        };
    }

    /** The same for a client that gives a whole answer less time than a wait for bytes. */
    static Stage impatient(Act act) {
        return operation -> {
            Scene scene = serving(act).set(operation);
            return new Scene(scene.settings().answerTimeout(SOON), scene.met(), scene.server());
        };
    }

    /** A byte now and then, for longer than any single wait may take. */
    static Stage dripping(long leastBytes) {
        return operation -> {
            boolean enough = leastBytes <= operation.reply.body().length();
            Scene scene = (enough ? serving(ConnectionStages::drip) : impatient(ConnectionStages::drip)).set(operation);
            S3Settings.Builder settings =
                    scene.settings().readTimeout(Duration.ofSeconds(1)).leastProgress(leastBytes, SHORT);
            return new Scene(settings, scene.met(), scene.server());
        };
    }

    static Stage handshake(RawServer.Answer answer) {
        return operation -> {
            RawServer server = RawServer.plain(answer);
            S3Settings.Builder settings = patient("https://127.0.0.1:" + server.port());
            return new Scene(settings.connectTimeout(SHORT).readTimeout(SHORT), server::accepted, server);
        };
    }

    /** A proxy that answers so to every CONNECT. */
    static Stage tunnel(Reply reply) {
        return operation -> {
            RawServer proxy = RawServer.http(connection -> send(connection, reply.head() + reply.body()));
            S3Settings.Builder settings = patient("https://s3.test").proxy(URI.create(proxy.endpoint()));
            return new Scene(settings.resolver(DialStages::local), proxy::accepted, proxy);
        };
    }

    static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(bytes(text));
    }

    /** The head, and as much of the body as is sent before something happens. */
    static void sendHalf(Socket connection, Reply reply) throws IOException {
        send(connection, reply.head() + reply.body().substring(0, reply.body().length() / 2));
    }

    /** Waits until what was sent before is surely read, which a reset might take away. */
    static void resetLater(Socket connection) throws IOException {
        sleep(Duration.ofMillis(100));
        RawServer.reset(connection);
    }

    private static void drip(Socket connection, Reply reply) throws IOException {
        int step = Math.max(1, reply.body().length() / 30);
        send(connection, reply.head());
        for (int from = 0; from < reply.body().length(); from += step) {
            sleep(Duration.ofMillis(40));
            send(
                    connection,
                    reply.body()
                            .substring(from, Math.min(from + step, reply.body().length())));
        }
    }

    static void dripHead(Socket connection, Reply reply) throws IOException {
        send(connection, "HTTP/1.1 200 OK\r\nX-Filler: ");
        while (!Thread.interrupted()) {
            sleep(Duration.ofMillis(40));
            send(connection, "x");
        }
    }

    static S3Settings.Builder patient(String endpoint) {
        return settings(endpoint).connectTimeout(LONG).readTimeout(LONG);
    }

    static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
