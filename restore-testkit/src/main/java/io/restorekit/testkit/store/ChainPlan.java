package io.restorekit.testkit.store;

import io.restorekit.testkit.longhorn.VolumeSettings;
import java.util.Objects;

/**
 * What a chain of backups is to look like. Start from {@link #of}; of each share so many blocks are chosen in each backup
 * as its part of the blocks says, rounded down.
 *
 * @param volume its name, compression and block size
 * @param seed decides which blocks change, and to what
 * @param backups how many
 * @param blocks of the first backup's image
 * @param growth blocks by which the image grows with each further backup
 * @param changed the share of blocks that get new content with each further backup, 0 to 1
 * @param returning the share that go back to what they held two backups before (A-B-A); fewer where fewer differ
 * @param zeroed the share that become zeros and were none in the two backups before, also of the first image
 */
public record ChainPlan(
        VolumeSettings volume,
        long seed,
        int backups,
        int blocks,
        int growth,
        double changed,
        double returning,
        double zeroed) {

    public ChainPlan {
        Objects.requireNonNull(volume);
        if (backups < 1 || blocks < 1 || growth < 0) {
            throw new IllegalArgumentException(
                    backups + " backups of " + blocks + " blocks, growing by " + growth + " blocks");
        }
        if (!(changed >= 0 && returning >= 0 && zeroed >= 0 && changed + returning + zeroed <= 1)) {
            throw new IllegalArgumentException("shares that are negative or more than all: changed " + changed
                    + ", returning " + returning + ", zeroed " + zeroed);
        }
    }

    /**
     * Four backups of 16 blocks that grow by one block each: a quarter of the blocks changes each time, an eighth returns, and
     * an eighth becomes zeros.
     */
    public static ChainPlan of(VolumeSettings volume, long seed) {
        return new ChainPlan(volume, seed, 4, 16, 1, 0.25, 0.125, 0.125);
    }

    public ChainPlan withBackups(int number) {
        return new ChainPlan(volume, seed, number, blocks, growth, changed, returning, zeroed);
    }

    public ChainPlan withBlocks(int first, int growing) {
        return new ChainPlan(volume, seed, backups, first, growing, changed, returning, zeroed);
    }

    public ChainPlan withShares(double change, double goBack, double becomeZero) {
        return new ChainPlan(volume, seed, backups, blocks, growth, change, goBack, becomeZero);
    }
}
