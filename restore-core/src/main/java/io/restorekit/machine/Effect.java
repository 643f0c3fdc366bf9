package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Digest;
import io.restorekit.checkpoint.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is to be done. Each is answered by the event it names, or by {@link Event.Failed}, exactly once. */
public sealed interface Effect {

    /** Done on the volume or its checkpoint, on this host. */
    sealed interface Local extends Effect {
        long ticket();
    }

    /** Take ownership, open the volume, load the checkpoint: {@link Event.Recovered}. */
    record Recover(long ticket) implements Local {}

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
    record Sample(long ticket, BlockMap expected) implements Local {}

    /** Read the blocks {@code from} (inclusive) to {@code to} (exclusive) and compare each: {@link Event.Compared}. */
    record Compare(long ticket, BlockMap expected, int from, int to) implements Local {}

    /** Force the volume, then save the claim: {@link Event.Committed}. */
    record Commit(long ticket, Claim claim) implements Local {}

    /**
     * See that the volume is still ours, in its place, and as we left it: {@link Event.Confirmed}.
     */
    record Confirm(long ticket) implements Local {}

    /** Make the volume at least this large: {@link Event.Grown}. */
    record Grow(long ticket, long size) implements Local {}

    /** Read a block and compare it: {@link Event.Measured}. */
    record Measure(long ticket, BlockMap wanted, int block) implements Local {}

    /**
     * Fetch and verify a block, and park it under the ticket: {@link Event.Fetched}.
     *
     * @param packed whether it is parked as it came, for the stage; otherwise it is taken from the stage where that has it
     */
    record Fetch(long ticket, Digest digest, int length, boolean packed) implements Effect {}

    /** Write the block parked under the ticket of a fetch, then give its buffer back: {@link Event.Written}. */
    record Write(long ticket, long fetch, BlockMap goal, List<Integer> blocks) implements Local {}

    /** Put the block parked under the ticket of a fetch into the stage, then give its buffer back: {@link Event.Written}. */
    record Stage(long ticket, long fetch, Digest digest) implements Local {}

    /**
     * Open the stage, and see that there is room for what may come: {@link Event.StageOpened}.
     *
     * @param under what the volume is believed to hold
     */
    record OpenStage(long ticket, BlockMap under, BlockMap goal) implements Local {}

    /**
     * Read a part of the stage back, past the page cache, and drop what is not as it was written; at its end see that there
     * is room to apply it: {@link Event.StageRead}.
     *
     * @param from where in the stage
     */
    record ReadStage(long ticket, long from, BlockMap under, BlockMap goal) implements Local {}

    /** Make a block zero: {@link Event.Written}. */
    record Zero(long ticket, BlockMap goal, int block) implements Local {}

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

    /** The time between two looks for a newer backup: {@link Event.Woken}. Never fails. */
    record AwaitPoll(long ticket, Duration pause) implements Effect {}

    /** Tell whoever wants to activate the volume why it is not. No answer follows. */
    record Refuse(Failure reason) implements Effect {}

    /** Leave the volume once its last thread has returned, release the locks, report. No answer follows. */
    record End(Outcome outcome) implements Effect {}

    /** What paces the tries. */
    enum Pace {
        /** The gate of the backup target. */
        TARGET,
        /** The longest interval: a person has to act. */
        SLOW,
        /** Something local: a second, and longer where the goal was located before each try. */
        LOCAL
    }
}
