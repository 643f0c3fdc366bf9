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

    record Pause() implements Exit {}

    record Cancel() implements Exit {}

    record Suspend(Failure reason) implements Exit {}

    record Fail(Failure failure) implements Exit {}

    /** Whether a commit comes before it: after a failed write or force, or for a lost owner, nothing may be claimed. */
    default boolean commits() {
        return !(this instanceof Fail fail
                && (fail.failure().kind() == Failure.Kind.WRITE_FAILED
                        || fail.failure().kind() == Failure.Kind.OWNERSHIP_LOST
                        || fail.failure().kind() == Failure.Kind.INTERNAL));
    }

    /** Which of two wishes counts: a failure before all, then what the caller says, the latest first. */
    default Exit or(Exit later) {
        if (this instanceof Fail || later instanceof Finish || later instanceof Skip || later instanceof Wait) {
            return this;
        }
        return later;
    }

    /** The way there from a state in which no volume thread is at work and no commit outstanding. */
    default Transition leave(Run run, Held held) {
        if (this instanceof Wait wait) {
            return Waiting.enter(run, held, wait.reason());
        }
        if (this instanceof Pause) {
            return Transition.to(new Paused(run, held));
        }
        if (this instanceof Fail fail) {
            return Ended.enter(run, new Outcome.Failed(fail.failure()));
        }
        if (this instanceof Suspend suspend) {
            return Ended.enter(run, new Outcome.Suspended(suspend.reason(), false));
        }
        return Ended.enter(run, new Outcome.Cancelled());
    }
}
