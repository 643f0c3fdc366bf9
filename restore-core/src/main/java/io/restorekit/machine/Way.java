package io.restorekit.machine;

import io.restorekit.api.Phase;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Manifest;

/** Where the blocks of a transfer come from and go to. */
public sealed interface Way {

    /** What a transfer on this way is called. */
    Phase phase();

    /** From the backup target into the volume. */
    record Direct() implements Way {
        @Override
        public Phase phase() {
            return Phase.TRANSFERRING;
        }
    }

    /**
     * From the backup target into a stage beside the volume, which stays as it is.
     *
     * @param base what the volume holds completely
     * @param under what the volume is believed to hold, over the same bytes and in the same block size as the goal
     */
    record Staging(Manifest base, BlockMap under) implements Way {
        @Override
        public Phase phase() {
            return Phase.STAGING;
        }
    }

    /** From a complete stage into the volume. Goes on where it stopped, until it is through. */
    record Applying() implements Way {
        @Override
        public Phase phase() {
            return Phase.APPLYING;
        }
    }
}
