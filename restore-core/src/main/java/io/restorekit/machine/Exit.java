package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;

/** Where a restore goes once it has drained. */
public sealed interface Exit {

    /** Everything is written. */
    record Finish() implements Exit {}

    /** Everything is written but for the blocks set aside, and the caller is content with that. */
    record Skip() implements Exit {}

    /** Wait, then locate again. */
    record Wait(Failure reason) implements Exit {}

    /** The gate let nothing pass, for a reason that may be another restore's: wait until it does. */
    record HeldBack(Failure reason) implements Exit {}

    /** Some blocks cannot be had: locate again at once, and read the goal's manifest anew. */
    record ReadAgain(Failure reason) implements Exit {}

    /** The volume is not as it was left: find out what it is. */
    record LookAnew() implements Exit {}

    record Pause() implements Exit {}

    /** A pause that was taken back: locate again. */
    record GoOn() implements Exit {}

    /** A goal that was to be finished before the one asked for cannot be: locate that one now. */
    record Instead() implements Exit {}

    record Cancel() implements Exit {}

    /** Leave the volume to whoever uses it from now on. */
    record Activate() implements Exit {}

    record Suspend(Failure reason) implements Exit {}

    /** Commit what was written, then fail. */
    record Fail(Failure failure) implements Exit {}

    /** Fail without another commit: the last one failed. */
    record Abort(Failure failure) implements Exit {}

    /** Whether a commit comes before it: after a failed write or force, or for a lost owner, nothing may be claimed. */
    default boolean commits() {
        return !(this instanceof Abort)
                && !(this instanceof LookAnew)
                && !(this instanceof Fail fail
                        && (fail.failure().kind() == Failure.Kind.WRITE_FAILED
                                || fail.failure().kind() == Failure.Kind.OWNERSHIP_LOST
                                || fail.failure().kind() == Failure.Kind.INTERNAL));
    }

    /**
     * Which of two wishes counts: a failure before all, one after which nothing may be claimed before any other; then what
     * the caller says, the latest first, but a pause undoes nothing else.
     */
    default Exit or(Exit later) {
        if (this instanceof Abort) {
            return this;
        }
        if (this instanceof Fail fail) {
            return later instanceof Fail worse && !worse.commits() && fail.commits() ? worse : this;
        }
        boolean forGood = this instanceof Cancel || this instanceof Suspend || this instanceof Activate;
        if (later instanceof Pause && forGood
                || later instanceof Finish
                || later instanceof Skip
                || later instanceof Wait
                || later instanceof HeldBack
                || later instanceof ReadAgain
                || later instanceof LookAnew) {
            return this;
        }
        return later;
    }

    /** The way there from a state in which no volume thread is at work and no commit outstanding. */
    default Transition leave(Run run, Held held) {
        if (this instanceof Wait wait) {
            return Waiting.enter(run.inVain(), held, wait.reason());
        }
        if (this instanceof HeldBack back) {
            return Waiting.heldBack(run, held, back.reason());
        }
        if (this instanceof ReadAgain again) {
            return Locating.enter(run.troubledBy(again.reason()), held);
        }
        if (this instanceof LookAnew) {
            return Recovering.enter(run);
        }
        if (this instanceof GoOn || this instanceof Instead) {
            return Locating.enter(run, held);
        }
        if (this instanceof Pause) {
            return Transition.to(new Paused(run, held));
        }
        if (this instanceof Fail fail) {
            return Ended.enter(run, new Outcome.Failed(fail.failure()));
        }
        if (this instanceof Abort abort) {
            return Ended.enter(run, new Outcome.Failed(abort.failure()));
        }
        if (this instanceof Activate) {
            return Activating.enter(run, held);
        }
        if (this instanceof Suspend suspend) {
            return Ended.enter(run, new Outcome.Suspended(suspend.reason(), false));
        }
        return Ended.enter(run, new Outcome.Cancelled());
    }
}
