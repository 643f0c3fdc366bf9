package io.restorekit.machine;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Progress;
import java.util.Optional;

/**
 * From what the volume is believed to hold to what it is to hold.
 *
 * @param progress what is done already
 * @param sample what to compare with the volume before any of it is believed
 * @param detour whether another goal was asked for, and is located once this one is reached
 * @param readAgain whether the goal was looked at once more because blocks of it could not be had
 */
public record Plan(
        BlockMap believed,
        Manifest goal,
        Progress progress,
        Optional<BlockMap> sample,
        boolean detour,
        boolean readAgain) {

    Plan(BlockMap believed, Manifest goal, Progress progress, Optional<BlockMap> sample) {
        this(believed, goal, progress, sample, false, false);
    }

    Plan asDetour() {
        return new Plan(believed, goal, progress, sample, true, readAgain);
    }

    Plan readAgain(boolean again) {
        return new Plan(believed, goal, progress, sample, detour, again);
    }

    /** What the volume holds once this claim, of this plan, is durable. */
    Held claimed(Claim claim, Held before) {
        return before.with(new Basis.Remembered(claim, true, detour));
    }

    /** The same goal, believing nothing of what the volume holds. */
    Plan distrusted(long volumeSize) {
        return new Plan(
                Believing.unknown(goal.blocks(), volumeSize),
                goal,
                Progress.NOTHING,
                Optional.empty(),
                detour,
                readAgain);
    }

    /** The bytes in which the two differ. */
    public long totalBytes() {
        return bytes(Progress.NOTHING);
    }

    /** The bytes in which the two differ and that are not done. */
    public long remainingBytes() {
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
