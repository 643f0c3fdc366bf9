package io.restorekit.checkpoint;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Manifest;
import java.util.Objects;
import java.util.Optional;

/**
 * What a checkpoint asserts to be durable: the volume held {@code believed} when the goal was opened, and holds the
 * goal's content where {@code progress} says done. Blocks that are not done and in which the two differ may hold
 * anything, unless they are being staged: then the volume holds {@code believed} still.
 *
 * @param standing whether writes may have followed
 * @param believed covers the same bytes in the same block size as the goal, unless that is being staged
 * @param base what the volume holds while the goal is being staged; {@code believed} is its map then
 */
public record Claim(Standing standing, BlockMap believed, Manifest goal, Progress progress, Optional<Manifest> base) {

    /** Whether writes may have followed the commit. */
    public enum Standing {
        /** A transfer is under way: writes may have followed. */
        OPEN,
        /** Stopped in good order: no write of ours followed. */
        STOPPED,
        /** The goal's blocks are being staged: the volume holds its base, and no write of ours followed. */
        STAGING,
        /** The stage is complete and is being applied, without the backup target: writes may have followed. */
        APPLYING,
        /** The volume holds the whole goal; no write of ours followed. */
        RESTORED,
        /** As restored, and left to whoever uses the volume: what was written since is theirs. */
        ACTIVATED;

        /** Whether no write of ours followed the commit. */
        public boolean isOrderly() {
            return this != OPEN && this != APPLYING;
        }
    }

    public Claim {
        Objects.requireNonNull(standing);
        BlockMap wanted = goal.blocks();
        boolean staging = standing == Standing.STAGING;
        if (staging != base.isPresent() || staging && !progress.equals(Progress.NOTHING)) {
            throw new IllegalArgumentException("a stage has a base, and nothing of it is in the volume");
        }
        if (!staging && (believed.blockSize() != wanted.blockSize() || believed.volumeSize() != wanted.volumeSize())) {
            throw new IllegalArgumentException("believed and goal differ in size");
        }
        if (progress.lowWatermark() > wanted.blocks()) {
            throw new IllegalArgumentException("low watermark beyond the last block");
        }
        boolean whole =
                progress.lowWatermark() == wanted.blocks() && progress.pending().isEmpty();
        if ((standing == Standing.RESTORED || standing == Standing.ACTIVATED) && !whole) {
            throw new IllegalArgumentException("a volume with pending blocks is not restored");
        }
    }

    public Claim(Standing standing, BlockMap believed, Manifest goal, Progress progress) {
        this(standing, believed, goal, progress, Optional.empty());
    }

    /** The volume holds {@code base}, and the goal is being staged beside it. */
    public static Claim staging(Manifest base, Manifest goal) {
        return new Claim(Standing.STAGING, base.blocks(), goal, Progress.NOTHING, Optional.of(base));
    }

    /** The volume, which holds this backup completely, is left to whoever uses it. */
    public static Claim activated(Manifest held) {
        Progress whole = new Progress(held.blocks().blocks(), Ranges.NONE);
        return new Claim(Standing.ACTIVATED, held.blocks(), held, whole);
    }

    /** Whether some of the goal lies in a stage. */
    public boolean needsStage() {
        return standing == Standing.STAGING || standing == Standing.APPLYING;
    }

    /** The backup that the volume holds completely, if it holds one. */
    public Optional<Manifest> complete() {
        return standing == Standing.RESTORED || standing == Standing.ACTIVATED ? Optional.of(goal) : base;
    }
}
