package io.restorekit.nfs.real;

import static io.restorekit.api.Failure.Kind.REFUSED;
import static io.restorekit.api.Failure.Kind.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.nfs.NfsSettings;
import io.restorekit.nfs.Opening;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException.Refused;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole restores through system calls that fail as those of a broken mount do, in the middle. */
@NeedsNfs
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class FaultyMountIT {
    /** More than libfuse has threads if not told otherwise. */
    private static final int MANY = 20;

    /** Slow, they take longer than the first fault needs to come. */
    private static final int BLOCKS = 4;

    /** Shorter than a slow block takes, longer than one of its reads. */
    private static final Duration CALL = Duration.ofSeconds(3);

    @TempDir
    Path directory;

    private LargeStore store;

    @AutoClose
    private FuseMount mount;

    @AutoClose
    private final RestoreEngine engine = RestoreEngine.builder().build();

    private final Story story = new Story();

    @BeforeEach
    void mountStore() throws Exception {
        Path root = directory.resolve("store");
        store = LargeStore.write(root, BLOCKS);
        mount = FuseMount.faulty(root, directory.resolve("mnt"));
    }

    @ParameterizedTest
    @CsvSource({"stale, UNAVAILABLE", "eio, UNAVAILABLE", "eio-in-body, UNAVAILABLE", "denied, REFUSED"})
    void faultIsWaitedOut(String fault, Failure.Kind kind) throws Exception {
        Restore restore = startSlowly();
        story.awaitMiddle();
        mount.fault(fault);
        RestoreStatus waiting = story.awaitWaiting(kind);
        assertThat(waiting.needsAttention()).isEqualTo(kind == REFUSED);
        assertThat(mount.fired()).isPositive();

        mount.fault("none");
        restore.retryNow();

        assertRestored(restore);
    }

    @Test
    void hungCallIsGivenUpAndItsLateAnswerDoesNothing() throws Exception {
        Restore restore = startSlowly();
        story.awaitMiddle();
        mount.fault("hang");
        story.awaitWaiting(UNAVAILABLE);
        assertThat(restore.status().lostCalls()).isPositive();
        assertThat(mount.fired()).isPositive();

        mount.fault("none");
        restore.retryNow();

        assertRestored(restore);
        await().until(() -> restore.status().lostCalls() == 0);
    }

    /** Of the file system that these tests stand on. */
    @Test
    void manyCallsThatHangDoNotKeepTheFaultFromEnding() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(MANY);
        List<InputStream> opened = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            opened.add(Files.newInputStream(Files.write(mount.point().resolve("file" + i), new byte[1])));
        }
        mount.fault("hang");
        List<Future<Integer>> calls =
                opened.stream().map(file -> threads.submit(() -> file.read())).toList();
        await().until(() -> mount.fired() == MANY);

        mount.fault("none");

        for (Future<Integer> call : calls) {
            assertThat(call.get(120, TimeUnit.SECONDS)).isZero();
        }
        for (InputStream file : opened) {
            file.close();
        }
        threads.shutdown();
    }

    @Test
    void verySlowServerThatMakesProgressIsNotGivenUp() throws Exception {
        Restore restore = startSlowly();

        assertRestored(restore);
        assertThat(mount.fired()).isGreaterThan(BLOCKS * 16);
        assertThat(story.told()).noneMatch(status -> status.phase() == Phase.WAITING);
    }

    @Test
    void listingThatIsOldDoesNotHideBlocksAndIsNoListingWithoutLocks() throws Exception {
        mount.fault("old-listing");
        Restore restore = start();

        assertRestored(restore);
        assertThat(mount.fired()).isPositive();
        assertThat(story.told())
                .as("a listing that does not show our own lock is none")
                .anyMatch(status -> status.notices().stream().anyMatch(notice -> notice.contains("not protected")));
    }

    @Test
    void forbiddenFolderRefusesAWrite() throws Exception {
        ObjectKey lock = new ObjectKey("backupstore/volumes/a.lck");
        try (BackupTarget target = Opening.target("file://" + mount.point(), NfsSettings.defaults())) {
            mount.fault("denied");

            assertThatThrownBy(() -> target.put(lock, new byte[1]))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("check the owner and the mode of " + mount.point());
            assertThat(mount.fired()).isPositive();
        }
    }

    private Restore startSlowly() throws Exception {
        mount.fault("slow");
        return start();
    }

    private Restore start() throws Exception {
        String url = "file://" + mount.point() + "?volume=" + LargeStore.VOLUME;
        RestoreOptions options = RestoreOptions.DEFAULT.withConcurrency(1).withCallTimeout(CALL);
        RestoreRequest request =
                RestoreRequest.of(url, directory.resolve("volume")).withOptions(options);
        return engine.start(request, story);
    }

    private void assertRestored(Restore restore) throws Exception {
        assertThat(restore.outcome().toCompletableFuture().get(120, TimeUnit.SECONDS))
                .isEqualTo(new Outcome.Restored(store.backup()));
        store.assertRestored(directory.resolve("volume"));
    }
}
