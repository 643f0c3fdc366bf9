package io.restorekit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.checkpoint.CheckpointException.Kind;
import io.restorekit.checkpoint.Claim.Standing;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckpointOwnershipTest extends StoreTest {
    private final Checkpoint first = Samples.small(Standing.OPEN, "backup-1", 1);
    private FileCheckpointStore old;

    @BeforeEach
    void oldOwner() throws Exception {
        Files.createDirectory(state);
        old = openWithoutLock();
        old.save(first);
    }

    @Test
    void oldOwnerNoticesAfterTenSeconds() throws Exception {
        openWithoutLock();
        time.pass(Duration.ofSeconds(10));
        old.confirmOwnership();
        time.pass(Duration.ofMillis(1));
        assertFails(Kind.LOST, old::confirmOwnership);
        assertFails(Kind.LOST, old::confirmOwnership);
    }

    @Test
    void lookThatConfirmsIsGoodForTenSecondsMore() throws Exception {
        time.pass(Duration.ofSeconds(11));
        old.confirmOwnership();
        openWithoutLock();
        time.pass(Duration.ofSeconds(9));
        old.confirmOwnership();
    }

    @Test
    void eitherClockAloneForcesALook() throws Exception {
        openWithoutLock();
        time.wall = time.wall.plusSeconds(11);
        assertFails(Kind.LOST, old::confirmOwnership);
    }

    @Test
    void monotonicClockAloneForcesALook() throws Exception {
        openWithoutLock();
        time.nanos += Duration.ofSeconds(11).toNanos();
        assertFails(Kind.LOST, old::confirmOwnership);
    }

    @Test
    void clockThatGoesBackwardsForcesALook() throws Exception {
        openWithoutLock();
        time.wall = time.wall.minusMillis(1);
        assertFails(Kind.LOST, old::confirmOwnership);
    }

    @Test
    void oldOwnerSavesNothingAndDeletesNothing() throws Exception {
        FileCheckpointStore successor = openWithoutLock();
        var before = names();
        assertFails(Kind.LOST, () -> old.save(Samples.small(Standing.OPEN, "backup-2", 2)));
        assertThat(names()).isEqualTo(before);
        assertThat(found(successor.load())).isEqualTo(first);
    }

    @Test
    void lateSaveThatSlippedThroughIsNotRead() throws Exception {
        FileCheckpointStore successor = openWithoutLock();
        Checkpoint mine = Samples.small(Standing.OPEN, "backup-3", 3);
        var late = Files.readAllBytes(state.resolve("checkpoint-1"));
        successor.save(mine);
        Files.write(state.resolve("checkpoint-1"), late);
        assertThat(found(openWithoutLock().load())).isEqualTo(mine);
    }

    @Test
    void directoryThatIsAwayIsNoLossOfOwnership() throws Exception {
        Files.move(state, directory.resolve("away"));
        time.pass(Duration.ofSeconds(11));
        assertFails(Kind.UNSAVED, old::confirmOwnership);
        Files.move(directory.resolve("away"), state, StandardCopyOption.ATOMIC_MOVE);
        old.confirmOwnership();
    }

    @Test
    void directoryMadeAnewIsALossOfOwnership() throws Exception {
        Files.move(state, directory.resolve("away"));
        Files.createDirectory(state);
        time.pass(Duration.ofSeconds(11));
        assertFails(Kind.LOST, old::confirmOwnership);
    }
}
