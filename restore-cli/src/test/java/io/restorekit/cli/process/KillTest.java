package io.restorekit.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.process.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One restore, killed ten times on its way, two of them between a checkpoint's temporary file and its rename. */
class KillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BLOCKS = 400;
    private static final int KILLS = 10;
    private static final Set<Integer> IN_A_COMMIT = Set.of(3, 7);

    /** A commit can be over before the signal is there: then the next child is killed in its next commit. */
    private static final int MOST_TRIES = 20;

    /** The least that may be written and not claimed before fetching stops, in blocks. */
    private static final int UNCLAIMED_BOUND = 64;

    @TempDir
    Path directory;

    @Test
    void killedAtTenPointsItGoesOnFromWhatWasClaimed() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("KillTest seed " + seed);
        int[] points = new Random(seed)
                .ints(5, BLOCKS * 3 / 4)
                .distinct()
                .limit(KILLS)
                .sorted()
                .toArray();
        Path volume = directory.resolve("volume");
        try (SlowStore store = new SlowStore(BLOCKS, Duration.ofMillis(60))) {
            for (int i = 0; i < KILLS; i++) {
                if (IN_A_COMMIT.contains(i)) {
                    killInACommit(points[i], store, volume, seed);
                } else {
                    killAt(points[i], store, volume, seed);
                }
            }
            finish(store, volume, seed);
            assertThat(Files.readAllBytes(volume)).as("seed %d", seed).isEqualTo(store.image());
        }
    }

    private static void killInACommit(int point, SlowStore store, Path volume, long seed) throws Exception {
        Commits commits = new Commits(volume);
        int tries = 0;
        do {
            assertThat(tries++).as("tries to kill in a commit, seed %d", seed).isLessThan(MOST_TRIES);
            killed(point, store, volume, seed, commits::awaitTemporary);
        } while (!commits.isUnderWay());
    }

    private static void killAt(int point, SlowStore store, Path volume, long seed) throws InterruptedException {
        killed(point, store, volume, seed, () -> {});
    }

    private static void killed(int point, SlowStore store, Path volume, long seed, Runnable moment)
            throws InterruptedException {
        int before = store.served().size();
        try (ChildProcess child = store.restore(volume)) {
            child.awaitLine(line -> Claim.of(line).isBetween() && Claim.of(line).atLeast(point), PATIENCE);
            moment.run();
            child.kill();
            assertThat(child.out())
                    .as("killed before the last claim, seed %d", seed)
                    .noneMatch(line -> Claim.of(line).total() > 0
                            && Claim.of(line).claimed() == Claim.of(line).total());
        }
        refetchedIsBounded(store.served(), before, seed);
    }

    private static void finish(SlowStore store, Path volume, long seed) throws InterruptedException {
        int before = store.served().size();
        store.fast();
        try (ChildProcess child = store.restore(volume)) {
            assertThat(child.awaitExit(PATIENCE))
                    .as("seed %d, %s", seed, child.lines())
                    .isZero();
            assertThat(child.out())
                    .as("the last kill came between the first and the last claim, seed %d", seed)
                    .anyMatch(line -> Claim.of(line).isBetween());
        }
        refetchedIsBounded(store.served(), before, seed);
    }

    private static void refetchedIsBounded(List<String> served, int before, long seed) {
        Set<String> again = new HashSet<>(served.subList(before, served.size()));
        again.retainAll(new HashSet<>(served.subList(0, before)));
        assertThat(again)
                .as("fetched again, seed %d", seed)
                .hasSizeLessThanOrEqualTo(SlowStore.WINDOW + UNCLAIMED_BOUND);
    }
}
