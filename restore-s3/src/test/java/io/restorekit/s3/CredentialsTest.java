package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.testkit.longhorn.Image;
import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.VolumeSettings;
import io.restorekit.testkit.s3.S3Operation;
import io.restorekit.testkit.s3.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Credentials change, expire and cannot be had, all in the middle of a restore. */
class CredentialsTest implements RestoreListener {
    private static final int BLOCK = 64 << 10;
    private static final int BLOCKS = 100;

    private final S3Server store = S3Server.open();
    private final byte[] image = new byte[BLOCKS * BLOCK];
    private final AtomicInteger reads = new AtomicInteger();
    private final List<RestoreStatus> told = new CopyOnWriteArrayList<>();
    private volatile AwsCredentialsProvider credentials = () -> current("first");

    @TempDir
    Path directory;

    @BeforeEach
    void fill() throws Exception {
        new Random(1).nextBytes(image);
        new LonghornStoreWriter(new VolumeSettings("vol").withBlockSize(BLOCK), store::put).backup(Image.of(image));
        store.accept("AKIDfirst", "secret of first");
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void rotationIsTakenUpWithoutAStop() throws Exception {
        whenAThirdIsRead(() -> {
            credentials = () -> current("second");
            store.accept("AKIDsecond", "secret of second");
        });

        assertRestored(start());
        assertThat(told).noneMatch(RestoreStatus::needsAttention);
    }

    /** Nobody says that there are new ones: the next try asks for them. Only its time, up to a minute away, is moved up. */
    @Test
    void expiryIsSaidAndTheNextTryTakesNewOnes() throws Exception {
        whenAThirdIsRead(() -> store.accept("AKIDsecond", "secret of second"));

        Restore restore = start();
        until(status -> status.needsAttention() && status.reason().orElseThrow().kind() == Failure.Kind.REFUSED);
        credentials = () -> current("second");
        restore.retryNow();

        assertRestored(restore);
    }

    @Test
    void sourceThatFailsIsWaitedFor() throws Exception {
        whenAThirdIsRead(() -> credentials = () -> {
            throw SdkClientException.create("the metadata service says: secret of first");
        });

        Restore restore = start();
        RestoreStatus waiting = until(status -> status.reason().isPresent());
        credentials = () -> current("first");

        assertRestored(restore);
        assertThat(waiting.needsAttention()).isFalse();
        assertThat(waiting.reason().orElseThrow().toString())
                .contains("no credentials could be had")
                .doesNotContain("secret of first");
    }

    @Override
    public void changed(RestoreStatus status) {
        synchronized (told) {
            told.add(status);
            told.notifyAll();
        }
    }

    private RestoreStatus until(Predicate<RestoreStatus> wanted) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    synchronized (told) {
                        Optional<RestoreStatus> found =
                                told.stream().filter(wanted).findFirst();
                        while (found.isEmpty()) {
                            await();
                            found = told.stream().filter(wanted).findFirst();
                        }
                        return found.get();
                    }
                })
                .get(120, TimeUnit.SECONDS);
    }

    private void await() {
        try {
            told.wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void whenAThirdIsRead(Runnable then) {
        store.faults().decide(request -> {
            boolean block = request.operation() == S3Operation.GET_OBJECT
                    && request.key().endsWith(".blk");
            if (block && reads.incrementAndGet() == BLOCKS / 3) {
                then.run();
            }
            return Optional.empty();
        });
    }

    private Restore start() throws Exception {
        var entry = store.settings();
        S3Settings settings = S3Settings.builder((AwsCredentialsProvider) () -> credentials.resolveCredentials())
                .endpoint(store.endpoint())
                .build();
        RestoreEngine engine = RestoreEngine.builder()
                .targets(new S3BackupTargetProvider(settings))
                .build();
        String url = "s3://" + entry.bucket() + "@" + entry.region() + "/?volume=vol";
        Restore restore = engine.start(RestoreRequest.of(url, directory.resolve("volume")), this);
        restore.outcome().thenRun(engine::close);
        return restore;
    }

    private void assertRestored(Restore restore) throws Exception {
        Outcome outcome = restore.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(outcome).isInstanceOf(Outcome.Restored.class);
        assertThat(Files.readAllBytes(directory.resolve("volume"))).isEqualTo(image);
        assertThat(reads.get()).isGreaterThan(BLOCKS / 3);
    }

    private static AwsCredentials current(String which) {
        return new S3Credentials("AKID" + which, "secret of " + which).forSdk();
    }
}
