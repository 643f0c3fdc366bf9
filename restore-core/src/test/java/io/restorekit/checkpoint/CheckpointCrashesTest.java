package io.restorekit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.checkpoint.CheckpointException.Kind;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.checkpoint.Claim.Standing;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That an owner ended without a last commit is remembered until the volume is restored. */
class CheckpointCrashesTest extends StoreTest {
    private static final String HERE = "boot-a";
    private static final String ELSEWHERE = "boot-b";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(13);

    @Test
    void orderlyStopLeavesNothing() throws Exception {
        save(ELSEWHERE, Standing.OPEN, Standing.STOPPED);
        assertLeft(HERE, false, false);
    }

    @Test
    void crashInAnotherBootIsElsewhere() throws Exception {
        save(ELSEWHERE, Standing.OPEN);
        assertLeft(HERE, false, true);
    }

    @Test
    void crashInThisBootIsHere() throws Exception {
        save(HERE, Standing.OPEN);
        assertLeft(HERE, true, false);
    }

    @Test
    void orderlyStopOfASuccessorForgetsNoCrash() throws Exception {
        save(ELSEWHERE, Standing.OPEN);
        save(HERE, LONG_ENOUGH, Standing.OPEN);
        save(HERE, Standing.OPEN, Standing.STOPPED);
        assertLeft(HERE, true, true);
    }

    @Test
    void restoredVolumeForgetsEveryCrash() throws Exception {
        save(ELSEWHERE, Standing.OPEN);
        save(HERE, LONG_ENOUGH, Standing.OPEN);
        save(HERE, Standing.RESTORED);
        assertLeft(HERE, false, false);
        save(HERE, Standing.OPEN, Standing.STOPPED);
        assertLeft(HERE, false, false);
    }

    @Test
    void ownerElsewhereThatMayStillWriteIsGivenTheTimeToSeeThatItLost() throws Exception {
        save(ELSEWHERE, Standing.OPEN);
        try (FileCheckpointStore store = open(owner(HERE))) {
            store.load();
            Checkpoint mine = Samples.small(Standing.OPEN, "backup-2", 2);
            assertFails(Kind.CONTESTED, store::lookForOwner);
            time.pass(Duration.ofSeconds(12));
            assertFails(Kind.CONTESTED, () -> store.save(mine));
            time.pass(Duration.ofMillis(1));
            store.save(mine);
        }
    }

    @Test
    void nobodyWaitsForAnOwnerOfThisBootOrOneThatStoppedInOrder() throws Exception {
        save(HERE, Standing.OPEN);
        save(HERE, Standing.OPEN);
        save(ELSEWHERE, LONG_ENOUGH, Standing.STOPPED);
        save(HERE, Standing.OPEN);
        save(HERE, Standing.STOPPED);
    }

    @Test
    void onlyTheLatestBootsAreKept() {
        Unreleased many = IntStream.range(0, 20)
                .mapToObj(boot -> "boot-" + boot)
                .reduce(Unreleased.NONE, Unreleased::and, (one, other) -> other);
        assertThat(many.boots()).hasSize(8).startsWith("boot-12").endsWith("boot-19");
        assertThat(Unreleased.parse(many.toString())).isEqualTo(many);
        assertThat(many.and("boot-15").boots()).hasSize(8).endsWith("boot-15");
    }

    private void save(String boot, Standing... standings) throws Exception {
        save(boot, Duration.ZERO, standings);
    }

    private void save(String boot, Duration patience, Standing... standings) throws Exception {
        try (FileCheckpointStore store = open(owner(boot))) {
            store.load();
            time.pass(patience);
            for (Standing standing : List.of(standings)) {
                store.save(Samples.small(standing, "backup-1", standing == Standing.RESTORED ? 4 : 1));
            }
        }
    }

    private void assertLeft(String boot, boolean here, boolean elsewhere) throws Exception {
        try (FileCheckpointStore store = open(owner(boot))) {
            Loaded.Found found = (Loaded.Found) store.load();
            assertThat(found.leftHere()).as("here").isEqualTo(here);
            assertThat(found.leftElsewhere()).as("elsewhere").isEqualTo(elsewhere);
        }
    }
}
