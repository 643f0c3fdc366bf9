package io.restorekit.api;

import java.util.List;

/** How a restore ended. */
public sealed interface Outcome {

    /** The volume holds the whole backup, durably. */
    record Restored(String backup) implements Outcome {}

    /** All but these blocks are restored, durably; the caller chose {@link RestoreOptions.BadBlocks#SKIP}. */
    record Incomplete(String backup, List<BadBlock> badBlocks) implements Outcome {
        public Incomplete {
            badBlocks = List.copyOf(badBlocks);
        }
    }

    /**
     * Everything was read and verified; nothing was written.
     *
     * @param badBlocks of a backup, those that its store no longer has as they were; of a volume, those that do not hold
     *     what the backup says
     */
    record Verified(String backup, List<BadBlock> badBlocks) implements Outcome {
        public Verified {
            badBlocks = List.copyOf(badBlocks);
        }

        public boolean isSound() {
            return badBlocks.isEmpty();
        }
    }

    /** The volume is left as it is, for ever: it belongs to whoever uses it. */
    record Activated(Activation activation) implements Outcome {}

    /** Stopped in good order; what was written is kept, and the same request goes on from there. */
    record Suspended(Failure reason, boolean needsAttention) implements Outcome {}

    /** Cancelled by the caller; the same request goes on from there. */
    record Cancelled() implements Outcome {}

    /** Cannot go on. What the last checkpoint claims still holds. */
    record Failed(Failure failure) implements Outcome {}

    /**
     * A block that is not as the backup says, or could not be restored.
     *
     * @param digest that the block should have; {@code zeros} for one that should hold nothing else
     */
    record BadBlock(long offset, String digest, Failure.Kind kind) {}
}
