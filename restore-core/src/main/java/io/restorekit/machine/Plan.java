package io.restorekit.machine;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Progress;
import java.util.Optional;

/**
 * From what the volume is believed to hold to what it is to hold.
 *
 * @param progress what is done already
 * @param sample what to compare with the volume before any of it is believed
 */
public record Plan(BlockMap believed, Manifest goal, Progress progress, Optional<BlockMap> sample) {

    /** The same goal, believing nothing of what the volume holds. */
    Plan distrusted(long volumeSize) {
        return new Plan(Believing.unknown(goal.blocks(), volumeSize), goal, Progress.NOTHING, Optional.empty());
    }

    /** The bytes in which the two differ. */
    long totalBytes() {
        return bytes(Progress.NOTHING);
    }

    /** The bytes in which the two differ and that are not done. */
    long remainingBytes() {
        return bytes(progress);
    }

    private long bytes(Progress done) {
        BlockMap wanted = goal.blocks();
        long bytes = 0;
        for (int block = believed.nextDifference(0, wanted);
                block < wanted.blocks();
                block = believed.nextDifference(block + 1, wanted)) {
            bytes += done.isDone(block) ? 0 : wanted.length(block);
        }
        return bytes;
    }
}
