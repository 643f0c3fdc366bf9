package io.restorekit.checkpoint;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Manifest;
import java.util.Objects;

/**
 * What a checkpoint asserts to be durable: the volume held {@code believed} when the goal was opened, and holds the
 * goal's content where {@code progress} says done. Blocks that are not done and in which the two differ may hold
 * anything.
 *
 * @param standing whether writes may have followed
 * @param believed covers the same bytes in the same block size as the goal
 */
public record Claim(Standing standing, BlockMap believed, Manifest goal, Progress progress) {

    /** Whether writes may have followed the commit. */
    public enum Standing {
        /** A transfer is under way: writes may have followed. */
        OPEN,
        /** Stopped in good order: no write of ours followed. */
        STOPPED,
        /** The volume holds the whole goal; no write of ours followed. */
        RESTORED
    }

    public Claim {
        Objects.requireNonNull(standing);
        BlockMap wanted = goal.blocks();
        if (believed.blockSize() != wanted.blockSize() || believed.volumeSize() != wanted.volumeSize()) {
            throw new IllegalArgumentException("believed and goal differ in size");
        }
        if (progress.lowWatermark() > wanted.blocks()) {
            throw new IllegalArgumentException("low watermark beyond the last block");
        }
        boolean whole =
                progress.lowWatermark() == wanted.blocks() && progress.pending().isEmpty();
        if (standing == Standing.RESTORED && !whole) {
            throw new IllegalArgumentException("a volume with pending blocks is not restored");
        }
    }
}
