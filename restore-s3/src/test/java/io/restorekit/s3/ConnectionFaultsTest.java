package io.restorekit.s3;

import static io.restorekit.s3.Fixtures.bytes;
import static io.restorekit.s3.Fixtures.failureOf;
import static io.restorekit.s3.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import io.restorekit.testkit.net.RawServer;
import io.restorekit.testkit.net.RawServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connections that break, at every moment of a call. */
class ConnectionFaultsTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nETag: \"e\"\r\n\r\n";

    @Test
    void refused() throws IOException {
        int port;
        try (ServerSocket closedAtOnce = new ServerSocket(0)) {
            port = closedAtOnce.getLocalPort();
        }
        try (BackupTarget target =
                Fixtures.open(settings("http://127.0.0.1:" + port).build())) {
            assertReason(target, Cause.CONNECTION_FAILED);
        }
    }

    @Test
    void reset() throws IOException {
        assertOpening(ConnectionFaultsTest::reset, "http", Cause.CONNECTION_FAILED);
    }

    @Test
    void empty() throws IOException {
        assertOpening(connection -> {}, "http", Cause.CONNECTION_FAILED);
    }

    @Test
    void garbage() throws IOException {
        assertOpening(
                connection -> connection.getOutputStream().write(bytes("220 mail ready\r\n\r\n")),
                "http",
                Cause.CONNECTION_FAILED);
    }

    @Test
    void cutInTheHead() throws IOException {
        assertOpening(
                connection -> connection.getOutputStream().write(bytes("HTTP/1.1 200 OK\r\nContent-Le")),
                "http",
                Cause.CONNECTION_FAILED);
    }

    @Test
    void noAnswer() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        assertOpening(connection -> never.await(5, TimeUnit.SECONDS), "http", Cause.TIMED_OUT);
    }

    @Test
    void handshakeCut() throws IOException {
        assertOpening(connection -> connection.getInputStream().read(), "https", Cause.CONNECTION_FAILED);
    }

    @Test
    void handshakeStalled() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        assertOpening(connection -> never.await(5, TimeUnit.SECONDS), "https", Cause.TIMED_OUT);
    }

    @Test
    void aBodyCutShortIsAnError() throws Exception {
        assertBodyFails(connection -> connection.getOutputStream().write(bytes(HEAD + "too short")));
    }

    @Test
    void aBodyResetIsAnError() throws Exception {
        assertBodyFails(connection -> {
            connection.getOutputStream().write(bytes(HEAD + "too short"));
            reset(connection);
        });
    }

    @Test
    void aBodyThatStallsIsAnError() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        assertBodyFails(connection -> {
            connection.getOutputStream().write(bytes(HEAD + "too short"));
            never.await(5, TimeUnit.SECONDS);
        });
    }

    @Test
    void abortFromAnotherThreadEndsABlockedRead() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Answer stall = connection -> {
            connection.getOutputStream().write(bytes(HEAD));
            never.await(20, TimeUnit.SECONDS);
        };
        try (RawServer server = RawServer.http(stall);
                BackupTarget target = Fixtures.open(settings(server.endpoint())
                        .readTimeout(Duration.ofMinutes(5))
                        .build())) {
            TargetObject object = target.open(Fixtures.KEY);
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> firstByte(object));

            object.abort();

            assertThatThrownBy(() -> read.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(IOException.class);
            object.close();
        } finally {
            never.countDown();
        }
    }

    @Test
    void closingHalfReadDrainsNothing() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Answer stall = connection -> {
            connection.getOutputStream().write(bytes(HEAD + "some"));
            never.await(20, TimeUnit.SECONDS);
        };
        try (RawServer server = RawServer.http(stall);
                BackupTarget target = Fixtures.open(settings(server.endpoint())
                        .readTimeout(Duration.ofMinutes(5))
                        .build())) {
            TargetObject object = target.open(Fixtures.KEY);
            assertThat(object.body().read()).isEqualTo('s');

            CompletableFuture<Void> closed = CompletableFuture.runAsync(object::close);

            assertThat(closed).succeedsWithin(Duration.ofSeconds(5));
        } finally {
            never.countDown();
        }
    }

    @Test
    void aConnectionReadWholeIsUsedAgain() throws Exception {
        Answer twice = connection -> {
            byte[] answer = bytes("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody");
            connection.getOutputStream().write(answer);
            RawServer.readRequest(connection.getInputStream());
            connection.getOutputStream().write(answer);
        };
        try (RawServer server = RawServer.http(twice);
                BackupTarget target = Fixtures.open(settings(server.endpoint()).build())) {
            for (int i = 0; i < 2; i++) {
                try (TargetObject object = target.open(Fixtures.KEY)) {
                    assertThat(object.body().readNBytes(4)).isEqualTo(bytes("body"));
                }
            }
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void anExhaustedPoolIsOurOwnFault() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Answer stall = connection -> {
            connection.getOutputStream().write(bytes(HEAD));
            never.await(30, TimeUnit.SECONDS);
        };
        try (RawServer server = RawServer.http(stall);
                BackupTarget target = Fixtures.open(
                        settings(server.endpoint()).maxConnections(1).build());
                TargetObject held = target.open(Fixtures.KEY)) {
            assertThat(held.length()).hasValue(1000);
            assertReason(target, Cause.LOCAL);
        } finally {
            never.countDown();
        }
    }

    @Test
    void anInterruptedCallIsOurOwnDoing() throws IOException {
        try (RawServer server = RawServer.http(connection -> {});
                BackupTarget target = Fixtures.open(settings(server.endpoint()).build())) {
            Thread.currentThread().interrupt();
            try {
                assertReason(target, Cause.LOCAL);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    private static void assertOpening(Answer answer, String scheme, Cause reason) throws IOException {
        try (RawServer server = scheme.equals("http") ? RawServer.http(answer) : RawServer.plain(answer);
                BackupTarget target = Fixtures.open(
                        settings(scheme + "://127.0.0.1:" + server.port()).build())) {
            assertReason(target, reason);
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    private static void assertReason(BackupTarget target, Cause reason) {
        assertThat(failureOf(target))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.reason())
                                .as("%s", unavailable)
                                .isEqualTo(reason));
    }

    private static void assertBodyFails(Answer answer) throws Exception {
        try (RawServer server = RawServer.http(answer);
                BackupTarget target = Fixtures.open(settings(server.endpoint()).build());
                TargetObject object = target.open(Fixtures.KEY)) {
            assertThat(object.length()).hasValue(1000);
            assertThatThrownBy(() -> object.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    private static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    private static int firstByte(TargetObject object) {
        try {
            return object.body().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
