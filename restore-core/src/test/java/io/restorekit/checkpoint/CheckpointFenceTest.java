package io.restorekit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Fence;
import io.restorekit.checkpoint.CheckpointException.Kind;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.checkpoint.Claim.Standing;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With a fence around the volume, from outside. */
class CheckpointFenceTest extends StoreTest {
    private final Checkpoint first = Samples.small(Standing.OPEN, "backup-1", 1);
    private final Checkpoint second = Samples.small(Standing.OPEN, "backup-2", 2);
    private boolean held = true;

    @Test
    void lostFenceIsSeenAtOnce() throws Exception {
        try (FileCheckpointStore store = openBehind(() -> held)) {
            store.save(first);
            held = false;
            assertFails(Kind.FENCED, store::confirmOwnership);
            assertFails(Kind.FENCED, store::lookForOwner);
            assertFails(Kind.FENCED, () -> store.save(second));
        }
        try (FileCheckpointStore store = open()) {
            assertThat(found(store.load())).isEqualTo(first);
        }
    }

    @Test
    void fenceThatWasNotHeldOnceMayHaveBeenAnothers() throws Exception {
        try (FileCheckpointStore store = openBehind(() -> held)) {
            held = false;
            assertFails(Kind.FENCED, store::confirmOwnership);
            held = true;
            assertFails(Kind.FENCED, store::confirmOwnership);
            assertFails(Kind.FENCED, () -> store.save(first));
        }
    }

    @Test
    void fenceThatThrowsIsNotHeld() {
        assertFails(
                Kind.FENCED,
                () -> openBehind(() -> {
                    throw new IllegalStateException("no lease");
                }));
        assertFails(
                Kind.FENCED,
                () -> openBehind(() -> {
                    throw new AssertionError("no lease");
                }));
    }

    @Test
    void whoDoesNotHoldItTakesNothingOver() throws Exception {
        held = false;
        assertFails(Kind.FENCED, () -> openBehind(() -> held));
        assertThat(names()).containsExactly("lock");
        held = true;
        openBehind(() -> held).close();
    }

    @Test
    void nobodyWaitsForAnOwnerElsewhereThatIsKeptOff() throws Exception {
        saveElsewhere();
        try (FileCheckpointStore store = openBehind(() -> held)) {
            assertThat(((Loaded.Found) store.load()).leftElsewhere()).isFalse();
            store.lookForOwner();
            store.save(second);
            assertThat(((Loaded.Found) store.load()).leftElsewhere()).isFalse();
        }
    }

    @Test
    void whoTakesOverWithoutAFenceIsToldOfHimStill() throws Exception {
        saveElsewhere();
        try (FileCheckpointStore store = openBehind(() -> held)) {
            store.load();
            store.save(second);
        }
        try (FileCheckpointStore store = open()) {
            assertThat(((Loaded.Found) store.load()).leftElsewhere()).isTrue();
        }
    }

    private void saveElsewhere() throws Exception {
        try (FileCheckpointStore store = open(owner("boot-b"))) {
            store.save(first);
        }
    }

    private FileCheckpointStore openBehind(Fence fence) throws CheckpointException {
        return FileCheckpointStore.open(state, OWNER, new Guard(Optional.of(fence)), time::nanos, time);
    }
}
