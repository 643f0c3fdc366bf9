package io.restorekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreOptions;
import io.restorekit.backup.Digest;
import io.restorekit.testing.DirectoryTarget;
import io.restorekit.testing.Fixtures;
import io.restorekit.testing.Scene;
import io.restorekit.testing.Scene.Golden;
import io.restorekit.testing.Scene.Hang;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls to the backup target that hang for ever, whatever interrupts them. */
class HungTargetTest {
    private static final RestoreOptions OPTIONS = RestoreOptions.DEFAULT.withConcurrency(4);
    private static final int ANSWERED = 3;
    private static final int BLOCK = 2 << 20;

    private final Hang hang = new Hang();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final DirectoryTarget hanging = new DirectoryTarget(Fixtures.store());

    @TempDir
    Path directory;

    @AfterEach
    void release() {
        hang.release();
    }

    @Test
    void cancelDoesNotWaitForThem() throws Exception {
        hangAfterSomeBlocks();
        try (Scene scene = new Scene(Golden.FIRST_LZ4, hanging, volume())) {
            Restore restore = scene.start(OPTIONS);
            awaitWritten(scene);
            restore.cancel();
            assertThat(Scene.outcome(restore)).isEqualTo(new Outcome.Cancelled());
            goesOnFromWhatWasWritten();
        }
    }

    @Test
    void pauseDoesNotWaitForThem() throws Exception {
        hangAfterSomeBlocks();
        try (Scene scene = new Scene(Golden.FIRST_LZ4, hanging, volume())) {
            Restore restore = scene.start(OPTIONS);
            awaitWritten(scene);
            restore.pause();
            scene.await(status -> status.phase() == Phase.PAUSED);
            assertThat(restore.status().claimedBytes())
                    .isEqualTo(restore.status().doneBytes());
            assertThat(restore.status().lostCalls()).isPositive();
        }
        goesOnFromWhatWasWritten();
    }

    @Test
    void theirLateAnswersDoNothing() throws Exception {
        hangAfterSomeBlocks();
        try (Scene scene = new Scene(Golden.FIRST_LZ4, hanging, volume())) {
            Restore restore = scene.start(OPTIONS);
            awaitWritten(scene);
            restore.cancel();
            Scene.outcome(restore);
            byte[] before = Files.readAllBytes(volume());

            hang.release();
            for (Thread thread : threadsOfRestores()) {
                thread.join(10_000);
            }

            assertThat(threadsOfRestores()).isEmpty();
            assertThat(Files.readAllBytes(volume())).isEqualTo(before);
        }
    }

    @Test
    void theyAreGivenUpAndTheRestoreGoesOnWhenThePlaceIsBack() throws Exception {
        hangAfterSomeBlocks();
        try (Scene scene = new Scene(Golden.FIRST_LZ4, hanging, volume())) {
            Restore restore = scene.start(OPTIONS.withCallTimeout(Duration.ofMillis(200)));
            scene.await(status -> status.phase() == Phase.WAITING && status.lostCalls() > 0);
            hang.release();
            assertThat(Scene.outcome(restore)).isInstanceOf(Outcome.Restored.class);
            assertThat(scene.isRight()).isTrue();
        }
    }

    /** Sixteen calls hang at once: the deadline of the probes after them starts small all the same. */
    @Test
    void waitLimitTakesEffectThoughAWholeWindowHangs() throws Exception {
        hangAfterSomeBlocks();
        RestoreOptions limited = RestoreOptions.DEFAULT
                .withConcurrency(16)
                .withCallTimeout(Duration.ofMillis(100))
                .withWaitLimit(Duration.ofMillis(200));
        try (Scene scene = new Scene(Golden.FIRST_LZ4, hanging, volume())) {
            assertThat(Scene.outcome(scene.start(limited))).isInstanceOf(Outcome.Suspended.class);
        }
    }

    /** The locks are free, and nothing that was written is fetched again. */
    private void goesOnFromWhatWasWritten() throws Exception {
        List<String> before = digestsInVolume();
        DirectoryTarget healthy = new DirectoryTarget(Fixtures.store());
        try (Scene again = new Scene(Golden.FIRST_LZ4, healthy, volume())) {
            assertThat(again.run(OPTIONS)).isInstanceOf(Outcome.Restored.class);
            assertThat(again.isRight()).isTrue();
        }
        Set<String> whole = new HashSet<>(answered);
        List<String> after = digestsInVolume();
        whole.removeIf(digest -> Collections.frequency(before, digest) < Collections.frequency(after, digest));
        assertThat(whole).isNotEmpty();
        assertThat(healthy.openedBlocks()).doesNotContainAnyElementsOf(whole);
    }

    private List<String> digestsInVolume() throws Exception {
        byte[] bytes = Files.readAllBytes(volume());
        List<String> digests = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += BLOCK) {
            byte[] block = Arrays.copyOfRange(bytes, at, at + BLOCK);
            digests.add(Digest.ofContent(block, BLOCK).toString());
        }
        return digests;
    }

    private void hangAfterSomeBlocks() {
        hanging.onOpen(key -> {
            if (key.name().endsWith(".blk") && !mayPass(key.name())) {
                hang.here();
            }
            return Optional.empty();
        });
    }

    private synchronized boolean mayPass(String block) {
        return answered.size() < ANSWERED && answered.add(block.replace(".blk", ""));
    }

    private static void awaitWritten(Scene scene) throws InterruptedException {
        scene.await(status -> status.doneBytes() >= (long) ANSWERED * BLOCK);
    }

    private static List<Thread> threadsOfRestores() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("restore-golden"))
                .toList();
    }

    private Path volume() {
        return directory.resolve("volume");
    }
}
