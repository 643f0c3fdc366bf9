package io.restorekit.machine;

/**
 * The bytes that were written and that no checkpoint claims yet. A crash costs them, so they are bounded by about what
 * one commit forces in a second.
 *
 * @param waiting written since the last commit was asked for
 * @param committing in the commit under way
 * @param bound beyond it no new block is begun
 */
record Unclaimed(long waiting, long committing, long bound) {
    private static final long LEAST_BLOCKS = 64;
    private static final long MOST = 1L << 30;

    static Unclaimed nothing(int blockSize) {
        return new Unclaimed(0, 0, least(blockSize));
    }

    Unclaimed wrote(long bytes) {
        return new Unclaimed(waiting + bytes, committing, bound);
    }

    boolean full() {
        return waiting + committing >= bound;
    }

    /** Half of the bound: then the next commit starts while writes go on. */
    boolean due() {
        return waiting >= bound / 2;
    }

    Unclaimed asked() {
        return new Unclaimed(0, waiting, bound);
    }

    Unclaimed landed(long nanos, int blockSize) {
        long perSecond = (long) (committing * 1e9 / Math.max(nanos, 1));
        return new Unclaimed(waiting, 0, Math.min(MOST, Math.max(perSecond, least(blockSize))));
    }

    Unclaimed failed() {
        return new Unclaimed(waiting + committing, 0, bound);
    }

    private static long least(int blockSize) {
        return Math.min(MOST, LEAST_BLOCKS * blockSize);
    }
}
