package io.restorekit.machine;

import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Digest;
import io.restorekit.checkpoint.Claim;
import java.util.List;
import java.util.Optional;

/** What is to be done. Each is answered by the event it names, or by {@link Event.Failed}, exactly once. */
public sealed interface Effect {

    /** Take ownership, open the volume, load the checkpoint: {@link Event.Recovered}. */
    record Recover(long ticket) implements Effect {}

    /**
     * Find the goal in the backup target: {@link Event.Located}.
     *
     * @param held the backup whose manifest is held
     * @param base a backup whose manifest is wanted too
     * @param lock whether the backups' lock is to be taken though the goal is the one held: blocks of it are to be fetched.
     *     For another goal it is taken in any case
     */
    record Locate(long ticket, Goal goal, Optional<String> held, Optional<String> base, boolean lock)
            implements Effect {}

    /** Compare some blocks, chosen at random among those known, with the volume: {@link Event.Sampled}. */
    record Sample(long ticket, BlockMap expected) implements Effect {}

    /** Force the volume, then save the claim: {@link Event.Committed}. */
    record Commit(long ticket, Claim claim) implements Effect {}

    /**
     * See that the volume is still ours, in its place, and as we left it: {@link Event.Confirmed}.
     */
    record Confirm(long ticket) implements Effect {}

    /** Make the volume at least this large: {@link Event.Grown}. */
    record Grow(long ticket, long size) implements Effect {}

    /** Read a block and compare it: {@link Event.Measured}. */
    record Measure(long ticket, BlockMap wanted, int block) implements Effect {}

    /** Fetch and verify a block, and park it under the ticket: {@link Event.Fetched}. */
    record Fetch(long ticket, Digest digest, int length) implements Effect {}

    /** Write the block parked under the ticket of a fetch, then give its buffer back: {@link Event.Written}. */
    record Write(long ticket, long fetch, BlockMap goal, List<Integer> blocks) implements Effect {}

    /** Make a block zero: {@link Event.Written}. */
    record Zero(long ticket, BlockMap goal, int block) implements Effect {}

    /** Wait until the lock's next step is due, and take it: {@link Event.LockKept}. */
    record KeepLock(long ticket) implements Effect {}

    /** Give up the locating, fetching or locking under this ticket. No answer follows, not even the one it had. */
    record Forget(long ticket) implements Effect {}

    /** A moment until the next commit: {@link Event.Tick}. Never fails. */
    record AwaitTick(long ticket) implements Effect {}

    /**
     * A pause before the next try: {@link Event.Woken}. Never fails.
     *
     * @param vain how many transfers in a row have brought nothing, though the goal was located before each
     */
    record AwaitRetry(long ticket, Pace pace, int vain) implements Effect {}

    /** Leave the volume once its last thread has returned, release the locks, report. No answer follows. */
    record End(Outcome outcome) implements Effect {}

    /** What paces the tries. */
    enum Pace {
        /** The gate of the backup target. */
        TARGET,
        /** The longest interval: a person has to act. */
        SLOW,
        /** A second or so: something local. */
        LOCAL
    }
}
