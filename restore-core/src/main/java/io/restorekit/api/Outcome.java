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

    /** The volume is left as it is, for ever: it belongs to whoever uses it. */
    record Activated(Activation activation) implements Outcome {}

    /** Stopped in good order; what was written is kept, and the same request goes on from there. */
    record Suspended(Failure reason, boolean needsAttention) implements Outcome {}

    /** Cancelled by the caller; the same request goes on from there. */
    record Cancelled() implements Outcome {}

    /** Cannot go on. What the last checkpoint claims still holds. */
    record Failed(Failure failure) implements Outcome {}

    /** A block that could not be restored. */
    record BadBlock(long offset, String digest, Failure.Kind kind) {}
}
