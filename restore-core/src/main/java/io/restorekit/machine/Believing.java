package io.restorekit.machine;

import io.restorekit.api.Baseline;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Checkpoint;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Progress;
import io.restorekit.volume.VolumeIdentity;
import java.util.Optional;

/** What a volume may be believed to hold. Everything that is not known for certain is unknown. */
public final class Believing {
    private Believing() {}

    /**
     * Why the volume that is there may be believed to hold what.
     *
     * @param word what the caller says, for a volume without a checkpoint
     */
    public static Basis basis(Loaded loaded, Optional<VolumeIdentity> volume, long size, Baseline word) {
        if (loaded instanceof Loaded.Found found) {
            return weigh(found, volume, size, word);
        }
        if (loaded instanceof Loaded.Damaged damaged) {
            return new Basis.Distrusted("the checkpoint is damaged: " + damaged.why());
        }
        return size == 0 ? new Basis.Made() : new Basis.Word(word);
    }

    /** What a claim leaves to be done, for somebody who only looks. */
    public static Plan left(Claim claim) {
        return claim.base().isPresent()
                ? new Plan(
                        fit(
                                claim.believed(),
                                claim.goal().blocks(),
                                claim.believed().volumeSize()),
                        claim.goal(),
                        Progress.NOTHING,
                        Optional.empty())
                : new Plan(claim.believed(), claim.goal(), claim.progress(), Optional.empty());
    }

    /**
     * Whether a checkpoint may be believed of the volume that is there. Where foreign writes do not show, a volume that was
     * given back with a backup on it may hold anything, unless the caller says that it holds that backup still; one that was
     * only stopped is sampled as after a crash.
     */
    public static Basis weigh(Loaded.Found found, Optional<VolumeIdentity> volume, long size, Baseline word) {
        Checkpoint checkpoint = found.checkpoint();
        if (volume.isEmpty() || !volume.get().id().equals(checkpoint.volume().id())) {
            return new Basis.Distrusted("the volume is not the one that the checkpoint is of");
        }
        VolumeIdentity now = volume.get();
        if (now.lastCommit() < checkpoint.volume().lastCommit()) {
            return new Basis.Distrusted("the volume was rolled back to an earlier time");
        }
        Claim claim = checkpoint.claim();
        if (isCut(claim, size)) {
            return new Basis.Distrusted("the volume is smaller than it was");
        }
        if (!now.showsForeignWrites()) {
            Optional<String> held = claim.complete().map(Manifest::backup);
            Basis.Remembered once = new Basis.Remembered(claim, false, found.leftElsewhere());
            return held.isPresent() && !isSaidToHold(word, held.get()) ? new Basis.Unwatched(once) : once;
        }
        boolean orderly = claim.standing().isOrderly();
        if (orderly && !now.modifiedNanos().equals(checkpoint.volume().modifiedNanos())) {
            return new Basis.Distrusted("somebody has written to the volume");
        }
        return new Basis.Remembered(claim, orderly, found.leftElsewhere());
    }

    private static boolean isSaidToHold(Baseline word, String backup) {
        return word instanceof Baseline.Holding holding && holding.backup().equals(backup);
    }

    /**
     * Whether the volume ends before something that it held. Between the opening commit and the growing of the volume it
     * may end before the goal does, but only by blocks that were zero or unknown.
     */
    private static boolean isCut(Claim claim, long size) {
        BlockMap believed = claim.believed();
        if (size >= believed.volumeSize()) {
            return false;
        }
        if (claim.progress().lowWatermark() > 0 || claim.complete().isPresent()) {
            return true;
        }
        for (int block = (int) (size / believed.blockSize()); block < believed.blocks(); block++) {
            if (believed.content(block) instanceof Content.Data) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param found the goal, empty where it is the one that the claim names
     * @param base the backup that the caller says the volume holds
     */
    static Plan plan(Held held, Optional<Manifest> found, Optional<Manifest> base) {
        if (held.basis() instanceof Basis.Remembered remembered) {
            Manifest goal = found.orElse(remembered.claim().goal());
            return remembered(remembered, goal, held.size());
        }
        Manifest goal = found.or(held::manifest).orElseThrow();
        BlockMap wanted = goal.blocks();
        if (held.basis() instanceof Basis.Compared compared) {
            return new Plan(fit(compared.found(), wanted, held.size()), goal, Progress.NOTHING, Optional.empty());
        }
        if (held.basis() instanceof Basis.Made) {
            return new Plan(zero(wanted), goal, Progress.NOTHING, Optional.empty());
        }
        if (held.basis() instanceof Basis.Word word && word.baseline() instanceof Baseline.Zeroed) {
            BlockMap zero = fit(zero(wanted), wanted, held.size());
            return new Plan(zero, goal, Progress.NOTHING, Optional.of(zero));
        }
        if (held.basis() instanceof Basis.Word && base.isPresent()) {
            BlockMap holding = fit(base.get().blocks(), wanted, held.size());
            return new Plan(holding, goal, Progress.NOTHING, Optional.of(holding));
        }
        return new Plan(unknown(wanted, held.size()), goal, Progress.NOTHING, Optional.empty());
    }

    /** Nothing is known of the bytes that exist; what we extend the volume by is zero. */
    static BlockMap unknown(BlockMap goal, long volumeSize) {
        return fit(BlockMap.allUnknown(goal.blockSize(), goal.volumeSize()), goal, volumeSize);
    }

    private static Plan remembered(Basis.Remembered basis, Manifest goal, long volumeSize) {
        Claim claim = basis.claim();
        BlockMap asserted = claim.base().isPresent() ? claim.believed() : mix(claim);
        if (claim.base().isEmpty() && goal.blocks().equals(claim.goal().blocks())) {
            return new Plan(
                    claim.believed(), goal, claim.progress(), basis.sure() ? Optional.empty() : Optional.of(asserted));
        }
        BlockMap mix = fit(asserted, goal.blocks(), volumeSize);
        return new Plan(mix, goal, Progress.NOTHING, basis.sure() ? Optional.empty() : Optional.of(mix));
    }

    /**
     * What a volume holds in the middle of a restore: the goal's content where that is claimed or was believed from the
     * start; what else differs may have been touched, and nobody knows.
     */
    private static BlockMap mix(Claim claim) {
        BlockMap goal = claim.goal().blocks();
        BlockMap.Builder mix = new BlockMap.Builder(goal);
        forEachDifference(claim, block -> {
            if (!claim.progress().isDone(block)) {
                mix.unknown(block, block + 1);
            }
        });
        return mix.build();
    }

    private static void forEachDifference(Claim claim, java.util.function.IntConsumer action) {
        BlockMap goal = claim.goal().blocks();
        BlockMap believed = claim.believed();
        for (int block = believed.nextDifference(0, goal);
                block < goal.blocks();
                block = believed.nextDifference(block + 1, goal)) {
            action.accept(block);
        }
    }

    /** Beyond the map's end only bytes that we extend the volume by are zero. Another block size: nothing is known. */
    private static BlockMap fit(BlockMap map, BlockMap goal, long volumeSize) {
        boolean sameBlocks = map.blockSize() == goal.blockSize();
        BlockMap.Builder fitted = new BlockMap.Builder(goal.blockSize(), goal.volumeSize());
        for (int block = 0; block < goal.blocks() && goal.offset(block) < volumeSize; block++) {
            long end = goal.offset(block) + goal.length(block);
            if (sameBlocks && end <= map.volumeSize() && end <= volumeSize) {
                fitted.copy(block, map);
            } else {
                fitted.unknown(block, block + 1);
            }
        }
        return fitted.build();
    }

    private static BlockMap zero(BlockMap goal) {
        return BlockMap.allZero(goal.blockSize(), goal.volumeSize());
    }
}
