package io.restorekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.testing.DirectoryTarget;
import io.restorekit.testing.Fixtures;
import io.restorekit.testing.Fixtures.Golden;
import io.restorekit.testing.HungTarget;
import io.restorekit.testing.OneTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class HungCallTest {
    private static final Golden GOLDEN = Fixtures.backups().get(0);

    @TempDir
    Path directory;

    @Test
    void cancelDoesNotWaitForAHungCallAndLateAnswersWriteNothing() throws Exception {
        HungTarget hung = new HungTarget(
                new DirectoryTarget(Fixtures.store()), key -> key.name().endsWith(".blk"), 1);
        Path volume = directory.resolve("volume");
        try (RestoreEngine engine = engine(hung)) {
            Restore restore = engine.start(request());
            hung.awaitHanging();
            restore.cancel();
            assertThat(restore.outcome().toCompletableFuture().get(120, TimeUnit.SECONDS))
                    .isEqualTo(new Outcome.Cancelled());
            byte[] before = Files.readAllBytes(volume);
            hung.release();
            joinThreads();
            assertThat(Files.readAllBytes(volume)).isEqualTo(before);
        }
        restoreWhole();
    }

    @Test
    void closeByListenerDoesNotWaitForItself() throws Exception {
        HungTarget hung = new HungTarget(new DirectoryTarget(Fixtures.store()), key -> true, 1);
        RestoreEngine engine = engine(hung);
        Restore restore = engine.start(request(), new RestoreListener() {
            @Override
            public void changed(RestoreStatus status) {
                engine.close();
            }
        });
        assertThat(restore.outcome().toCompletableFuture().get(120, TimeUnit.SECONDS))
                .isInstanceOf(Outcome.Suspended.class);
        hung.release();
        engine.close();
        restoreWhole();
    }

    @Test
    void closeOnOutcomeDoesNotDeadlock() throws Exception {
        RestoreEngine engine = engine(new HungTarget(new DirectoryTarget(Fixtures.store()), key -> false, 0));
        engine.start(request())
                .outcome()
                .thenRun(engine::close)
                .toCompletableFuture()
                .get(120, TimeUnit.SECONDS);
    }

    /** Every thread of the restore ends once its call has come back. */
    private static void joinThreads() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("restore-" + GOLDEN.volume())) {
                thread.join(5_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    /** The locks are free, and what was claimed is right. */
    private void restoreWhole() throws Exception {
        try (RestoreEngine engine = engine(new HungTarget(new DirectoryTarget(Fixtures.store()), key -> false, 0))) {
            Outcome outcome =
                    engine.start(request()).outcome().toCompletableFuture().get(120, TimeUnit.SECONDS);
            assertThat(outcome).isEqualTo(new Outcome.Restored(GOLDEN.backup()));
        }
        byte[] bytes = Arrays.copyOf(Files.readAllBytes(directory.resolve("volume")), (int) GOLDEN.size());
        byte[] sha = MessageDigest.getInstance("SHA-256").digest(bytes);
        assertThat(HexFormat.of().formatHex(sha)).isEqualTo(GOLDEN.sha256());
    }

    private RestoreRequest request() {
        String url = "test:///store?volume=" + GOLDEN.volume() + "&backup=" + GOLDEN.backup();
        return RestoreRequest.of(url, directory.resolve("volume"));
    }

    private static RestoreEngine engine(HungTarget target) {
        return RestoreEngine.builder().targets(new OneTarget(target)).build();
    }
}
