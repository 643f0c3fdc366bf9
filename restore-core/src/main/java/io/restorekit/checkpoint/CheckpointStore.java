package io.restorekit.checkpoint;

/**
 * Keeps the checkpoint of one volume. Whoever opened it owns it until {@link #close} or until another owner takes over,
 * which {@link #confirmOwnership} tells. Used by one thread at a time, but for {@link #confirmOwnership}.
 */
public interface CheckpointStore extends AutoCloseable {

    /** What was remembered when this owner opened the store, or what it saved last. */
    Loaded load() throws CheckpointException;

    /**
     * Makes the checkpoint durable, or leaves the one before. The caller has forced the volume first. A save that failed
     * may be tried again.
     *
     * <p>The record of the restore point is withdrawn after a checkpoint that is {@link Claim.Standing#OPEN}, and written
     * after one that is {@link Claim.Standing#RESTORED}; durably, before this returns. So a save that fails leaves it as it
     * was while the volume has not been written.
     */
    void save(Checkpoint checkpoint) throws CheckpointException;

    /**
     * Fails with {@link CheckpointException.Kind#LOST} if another owner has taken over. Looks at the disk if the last
     * look is older than 10 s by the monotonic or the wall clock, and with {@link CheckpointException.Kind#FENCED} if there is
     * a {@link io.restorekit.api.Fence fence} that is not held. Thread-safe.
     *
     * <p>Honest limit: a takeover is not seen between a look and the next, nor between this call and the write that follows.
     * Only a lock that spans both nodes, or an external fence, prevents such a write.
     */
    void confirmOwnership() throws CheckpointException;

    /**
     * As {@link #confirmOwnership}, but looks at the disk now, however fresh the last look. Fails with
     * {@link CheckpointException.Kind#CONTESTED} for some seconds after a takeover from an owner elsewhere that never said
     * that it ended: until it must have seen the takeover, it may write, unless a fence keeps it off. Thread-safe.
     */
    void lookForOwner() throws CheckpointException;

    /** Gives up ownership and the lock. */
    @Override
    void close();

    /** What a store remembers. */
    sealed interface Loaded {
        /** Nothing. */
        record None() implements Loaded {}

        /**
         * @param leftHere whether an owner ended without a last commit in this boot, since the volume was last restored: a
         *     force may have failed, and the page cache may hold as clean what the disk does not
         * @param leftElsewhere whether one did in another boot or on another host, and no fence keeps it off: it may still
         *     write
         */
        record Found(Checkpoint checkpoint, boolean leftHere, boolean leftElsewhere) implements Loaded {}

        /** A checkpoint that cannot be believed: the volume may hold anything. */
        record Damaged(String why) implements Loaded {}
    }
}
