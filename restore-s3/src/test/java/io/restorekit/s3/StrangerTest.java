package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.testkit.longhorn.Image;
import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.VolumeSettings;
import io.restorekit.testkit.net.RawServer;
import io.restorekit.testkit.s3.S3Fault;
import io.restorekit.testkit.s3.S3Operation;
import io.restorekit.testkit.s3.S3Request;
import io.restorekit.testkit.s3.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A restore over plain HTTP in an outage of DNS. One of the two addresses that it remembers is somebody else's by now, and
 * the store breaks connections at times, so that the stranger is asked too.
 */
class StrangerTest implements RestoreListener {
    private static final String HOST = "s3.test";
    private static final InetAddress STORE = Fixtures.address("127.0.0.1");
    private static final String STRANGE = "127.0.0.2";
    private static final int BLOCK = 64 << 10;
    private static final int BLOCKS = 100;

    private final S3Server store = S3Server.open();
    private final byte[] image = new byte[BLOCKS * BLOCK];
    private final AtomicInteger reads = new AtomicInteger();
    private final List<RestoreStatus> told = new CopyOnWriteArrayList<>();
    private volatile boolean outage;
    private volatile boolean isBack;
    private volatile BooleanSupplier met = () -> true;

    @TempDir
    Path directory;

    /** What the stranger says to everything. */
    enum Words {
        A_PAGE("200 OK", "<html>welcome</html>"),
        ANOTHER_BLOCK("200 OK", "0".repeat(BLOCK)),
        MISSING("404 Not Found", Fixtures.error("NoSuchKey")),
        NO_BUCKET("404 Not Found", Fixtures.error("NoSuchBucket")),
        REFUSED("403 Forbidden", Fixtures.error("AccessDenied")),
        BUSY("503 Service Unavailable", Fixtures.error("InternalError")),
        CLOCK("403 Forbidden", Fixtures.error("RequestTimeTooSkewed")),
        MOVED("301 Moved Permanently", Fixtures.error("PermanentRedirect"));

        private final String answer;

        Words(String status, String body) {
            answer = "HTTP/1.1 " + status
                    + "\r\nETag: \"e\"\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nConnection: close\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body;
        }

        void to(Socket connection) throws IOException {
            RawServer.readRequest(connection.getInputStream());
            connection.getOutputStream().write(Fixtures.bytes(answer));
        }
    }

    @BeforeEach
    void fill() throws Exception {
        new Random(1).nextBytes(image);
        new LonghornStoreWriter(new VolumeSettings("vol").withBlockSize(BLOCK), store::put).backup(Image.of(image));
        Files.createDirectories(note().getParent());
        Files.writeString(note(), "restorekit-addresses 1\nhost " + HOST + "\n" + STRANGE + " 2026-01-01T00:00:00Z\n");
        store.faults().decide(this::breakAtTimes);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatAStrangerSaysIsBelieved(Words words) throws Exception {
        try (RawServer stranger = RawServer.plain(STRANGE, store.port(), words::to)) {
            met = () -> stranger.accepted() > 0;
            assertRestored();
            assertThat(met.getAsBoolean()).isTrue();
        }
        assertThat(told)
                .noneMatch(RestoreStatus::needsAttention)
                .anyMatch(status ->
                        status.notices().stream().anyMatch(notice -> notice.startsWith("DNS unavailable for " + HOST)))
                .flatExtracting(status -> status.reason().stream().toList())
                .extracting(Failure::kind)
                .isSubsetOf(Failure.Kind.UNAVAILABLE);
        assertThat(Files.readString(note()))
                .as("what is known of the stranger's address is as old as before")
                .contains("\n" + STORE.getHostAddress() + " ", "\n" + STRANGE + " 2026-01-01T00:00:00Z\n");
    }

    @Test
    void addressWhereNobodyListensIsPassedOver() throws Exception {
        assertRestored();
    }

    /** DNS is back once all is restored: before, nobody could say that there is no newer backup. */
    @Override
    public void changed(RestoreStatus status) {
        told.add(status);
        isBack |= status.phase() == Phase.WAITING && status.restorePoint().isPresent();
    }

    /**
     * After a third of the blocks DNS goes away. Then connections break until the stranger has been asked, and every tenth
     * after that.
     */
    private Optional<S3Fault> breakAtTimes(S3Request request) {
        if (request.operation() != S3Operation.GET_OBJECT || !request.key().endsWith(".blk")) {
            return Optional.empty();
        }
        int read = reads.incrementAndGet();
        outage |= read == BLOCKS / 3;
        return outage && (!met.getAsBoolean() || read % 10 == 0) ? Optional.of(new S3Fault.Reset()) : Optional.empty();
    }

    private void assertRestored() throws Exception {
        Path volume = directory.resolve("volume");
        var entry = store.settings();
        S3Settings settings = S3Settings.builder(() -> new S3Credentials(entry.accessKey(), entry.secretKey()))
                .endpoint(URI.create("http://" + HOST + ":" + store.port()))
                .resolver(this::resolve)
                .build();
        try (RestoreEngine engine = RestoreEngine.builder()
                .targets(new S3BackupTargetProvider(settings, this::ticks))
                .build()) {
            String url = "s3://" + entry.bucket() + "@" + entry.region() + "/?volume=vol";
            Outcome outcome = engine.start(RestoreRequest.of(url, volume), this)
                    .outcome()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            assertThat(outcome).isInstanceOf(Outcome.Restored.class);
        }
        assertThat(Files.readAllBytes(volume)).isEqualTo(image);
        assertThat(outage).isTrue();
    }

    private Path note() {
        return directory.resolve("volume.restore").resolve("note-s3-addresses-" + HOST);
    }

    /** In the outage what DNS said is an hour old. */
    private long ticks() {
        return System.nanoTime() + (outage ? Duration.ofHours(1).toNanos() : 0);
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        if (outage && !isBack) {
            throw new UnknownHostException(host);
        }
        return List.of(STORE);
    }
}
