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
 * @param way where the blocks come from and go to
 * @param sample what to compare with the volume before any of it is believed
 * @param detour whether another goal was asked for, and is located once this one is reached
 * @param first whether this goal, once opened, is finished before any other
 * @param readAgain whether the goal was looked at once more because blocks of it could not be had
 */
public record Plan(
        BlockMap believed,
        Manifest goal,
        Progress progress,
        Way way,
        Optional<BlockMap> sample,
        boolean detour,
        boolean first,
        boolean readAgain) {

    public Plan(BlockMap believed, Manifest goal, Progress progress, Optional<BlockMap> sample) {
        this(believed, goal, progress, new Way.Direct(), sample, false, false, false);
    }

    Plan asDetour() {
        return new Plan(believed, goal, progress, way, sample, true, true, readAgain);
    }

    /** Once it is opened it is finished before any other. */
    Plan first(boolean before) {
        return new Plan(believed, goal, progress, way, sample, detour, detour || before, readAgain);
    }

    Plan readAgain(boolean again) {
        return new Plan(believed, goal, progress, way, sample, detour, first, again);
    }

    Plan by(Way other) {
        return new Plan(believed, goal, progress, other, sample, detour, first, readAgain);
    }

    /** The same goal from what volume and stage hold together. */
    Plan over(BlockMap staged) {
        return new Plan(staged, goal, Progress.NOTHING, way, Optional.empty(), detour, first, readAgain);
    }

    /** From the complete stage into the volume, which nobody has touched. */
    Plan apply(Way.Staging staging) {
        return over(staging.under()).by(new Way.Applying());
    }

    boolean isApplied() {
        return way instanceof Way.Applying;
    }

    /** What is claimed when so much is done. */
    Claim claim(Claim.Standing direct, Progress done) {
        if (way instanceof Way.Staging staging) {
            return Claim.staging(staging.base(), goal);
        }
        boolean underWay = isApplied() && direct != Claim.Standing.RESTORED;
        return new Claim(underWay ? Claim.Standing.APPLYING : direct, believed, goal, done);
    }

    /** What the volume holds once this claim, of this plan, is durable. */
    Held claimed(Claim claim, Held before) {
        boolean begun = claim.standing() != Claim.Standing.RESTORED;
        return before.with(new Basis.Remembered(claim, true, first && begun));
    }

    /** The same goal, believing nothing of what the volume holds. */
    Plan distrusted(long volumeSize) {
        return new Plan(
                Believing.unknown(goal.blocks(), volumeSize),
                goal,
                Progress.NOTHING,
                isApplied() ? way : new Way.Direct(),
                Optional.empty(),
                detour,
                first,
                readAgain);
    }

    /** The bytes in which the two differ. */
    public long totalBytes() {
        return bytes(way instanceof Way.Staging staging ? staging.under() : believed, Progress.NOTHING);
    }

    /** The bytes in which the two differ and that are not done. */
    public long remainingBytes() {
        return bytes(believed, progress);
    }

    private long bytes(BlockMap from, Progress done) {
        BlockMap wanted = goal.blocks();
        long bytes = 0;
        for (int block = from.nextDifference(0, wanted);
                block < wanted.blocks();
                block = from.nextDifference(block + 1, wanted)) {
            bytes += done.isDone(block) ? 0 : wanted.length(block);
        }
        return bytes;
    }
}
