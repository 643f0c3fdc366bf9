package io.restorekit.s3;

import static io.restorekit.s3.Fixtures.assertReason;
import static io.restorekit.s3.Fixtures.bytes;
import static io.restorekit.s3.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetObject;
import io.restorekit.testkit.net.RawServer;
import io.restorekit.testkit.net.RawServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of connections: given up, given back, not to be had. */
class ConnectionUseTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nETag: \"e\"\r\n\r\n";

    /** Announces a body and never sends it. */
    private static final Answer STALL = connection -> {
        connection.getOutputStream().write(bytes(HEAD));
        RawServer.hold(connection);
    };

    @Test
    void abortFromAnotherThreadEndsABlockedRead() throws Exception {
        try (RawServer server = RawServer.http(STALL);
                BackupTarget target = Fixtures.open(settings(server.endpoint())
                        .readTimeout(Duration.ofMinutes(5))
                        .build())) {
            TargetObject object = target.open(Fixtures.KEY);
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> firstByte(object));

            object.abort();

            assertThatThrownBy(() -> read.get(120, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasStackTraceContaining("java.io.IOException: the body broke off");
            object.close();
        }
    }

    @Test
    void closingHalfReadDrainsNothing() throws Exception {
        Answer stall = connection -> {
            connection.getOutputStream().write(bytes(HEAD + "some"));
            RawServer.hold(connection);
        };
        try (RawServer server = RawServer.http(stall);
                BackupTarget target = Fixtures.open(settings(server.endpoint())
                        .readTimeout(Duration.ofMinutes(5))
                        .build())) {
            TargetObject object = target.open(Fixtures.KEY);
            assertThat(object.body().read()).isEqualTo('s');

            CompletableFuture<Void> closed = CompletableFuture.runAsync(object::close);

            assertThat(closed).succeedsWithin(Duration.ofSeconds(5));
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
    void thePoolHasRoomForAsManyCallsAsAreMadeAtOnce() throws Exception {
        List<TargetObject> held = new ArrayList<>();
        try (RawServer server = RawServer.http(STALL);
                BackupTarget target = Fixtures.open(settings(server.endpoint()).build())) {
            for (int call = 0; call < Fixtures.MOST_CALLS; call++) {
                held.add(target.open(Fixtures.KEY));
            }
            assertThat(server.accepted()).isEqualTo(Fixtures.MOST_CALLS);
        } finally {
            held.forEach(TargetObject::close);
        }
    }

    @Test
    void anExhaustedPoolIsOurOwnFault() throws Exception {
        try (RawServer server = RawServer.http(STALL);
                BackupTarget target = Fixtures.open(
                        settings(server.endpoint()).maxConnections(1).build());
                TargetObject held = target.open(Fixtures.KEY)) {
            assertThat(held.length()).hasValue(1000);
            assertReason(target, Cause.LOCAL);
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

    private static int firstByte(TargetObject object) {
        try {
            return object.body().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
