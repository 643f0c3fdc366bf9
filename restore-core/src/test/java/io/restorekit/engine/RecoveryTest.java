package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Checkpoint;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Progress;
import io.restorekit.checkpoint.Source;
import io.restorekit.volume.VolumeIdentity;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where reads do not go past the page cache, they are believed only if no force of ours can have failed. */
class RecoveryTest {
    @Test
    void readsOfAVolumeThatWasNeverOursAreBelieved() {
        assertThat(Recovery.everyForceHeld(new Loaded.None(), false)).isTrue();
    }

    @Test
    void readsAfterAnOrderlyStopAreBelieved() {
        assertThat(Recovery.everyForceHeld(found(false), false)).isTrue();
    }

    @Test
    void readsAfterACrashInThisBootAreNot() {
        assertThat(Recovery.everyForceHeld(found(true), false)).isFalse();
    }

    @Test
    void readsBesideADamagedOrDiscardedStateAreNot() {
        assertThat(Recovery.everyForceHeld(new Loaded.Damaged("why"), false)).isFalse();
        assertThat(Recovery.everyForceHeld(new Loaded.None(), true)).isFalse();
    }

    private static Loaded found(boolean leftHere) {
        BlockMap map = BlockMap.allZero(1 << 16, 1 << 16);
        Claim claim =
                new Claim(Claim.Standing.STOPPED, map, new Manifest("backup", map, Optional.empty()), Progress.NOTHING);
        Checkpoint checkpoint = new Checkpoint(new Source("place", "volume"), new VolumeIdentity("id", 1, 1), claim);
        return new Loaded.Found(checkpoint, leftHere, false);
    }
}
