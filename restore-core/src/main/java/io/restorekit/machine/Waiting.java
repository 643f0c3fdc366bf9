package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreOptions.OnAttention;
import io.restorekit.checkpoint.Claim;
import io.restorekit.machine.Event.RetryNow;
import io.restorekit.machine.Event.Stop;
import io.restorekit.machine.Event.Woken;
import java.util.Optional;

/**
 * Waiting until what failed works again. Holds nothing but what the last commit claims.
 *
 * <p>Woken or told to look → {@link Locating}, or {@link Recovering} where the volume is not open yet.
 *
 * @param held empty where the volume is not open yet
 * @param attention whether a person is needed
 */
public record Waiting(Run run, Optional<Held> held, Failure reason, boolean attention) implements State {

    static Transition enter(Run run, Held held, Failure reason) {
        return orEnd(run, Optional.of(held), reason);
    }

    /** Waits, or ends where the verdict or the caller's options say so; a wish that had to wait is obeyed. */
    static Transition orEnd(Run before, Optional<Held> held, Failure reason) {
        boolean twice = before.troubledBy()
                .filter(earlier ->
                        earlier.kind() == reason.kind() && earlier.what().equals(reason.what()))
                .isPresent();
        Optional<Transition> obeyed = obey(before, held, reason);
        if (obeyed.isPresent()) {
            return obeyed.get();
        }
        Verdict verdict = Verdict.of(reason.kind());
        if (verdict == Verdict.FAIL || verdict == Verdict.AGAIN_THEN_FAIL && twice) {
            return Ended.enter(before, new Outcome.Failed(reason));
        }
        boolean attention = verdict == Verdict.ATTENTION || verdict == Verdict.AGAIN_THEN_ATTENTION && twice;
        if (attention && before.order().options().onAttention() == OnAttention.EXIT) {
            return Ended.enter(before, new Outcome.Suspended(reason, true));
        }
        if (before.overdue()) {
            return Ended.enter(before, new Outcome.Suspended(reason, attention));
        }
        Run run = before.troubledBy(reason).next();
        Effect.Pace pace = verdict == Verdict.AGAIN_THEN_ATTENTION && !twice ? Effect.Pace.TARGET : verdict.pace();
        return Transition.to(
                new Waiting(run, held, reason, attention), new Effect.AwaitRetry(run.ticket(), pace, run.vain()));
    }

    /** A wish that had to wait until here. */
    private static Optional<Transition> obey(Run before, Optional<Held> held, Failure reason) {
        if (before.wish().isEmpty()) {
            return Optional.empty();
        }
        Exit wish = before.wish().get();
        if (!(wish instanceof Exit.Activate)) {
            return Optional.of(stop(before.wishesNothing(), held, wish));
        }
        if (held.flatMap(Held::claim).flatMap(Claim::complete).isPresent()) {
            return Optional.of(wish.leave(before.wishesNothing(), held.get()));
        }
        boolean comesOnlyForThis = !before.follows();
        return comesOnlyForThis && Verdict.of(reason.kind()) == Verdict.WAIT_LOCALLY
                ? Optional.empty()
                : Optional.of(Activating.refuse(before.wishesNothing(), held, reason));
    }

    /** Nothing was tried: that ends nothing, and is made up for as soon as the gate lets it. */
    static Transition heldBack(Run before, Held held, Failure reason) {
        Optional<Transition> obeyed = obey(before, Optional.of(held), reason);
        if (obeyed.isPresent()) {
            return obeyed.get();
        }
        Run run = before.next();
        boolean attention = Verdict.of(reason.kind()) == Verdict.ATTENTION;
        return Transition.to(
                new Waiting(run, Optional.of(held), reason, attention),
                new Effect.AwaitRetry(run.ticket(), Effect.Pace.TARGET, run.vain()));
    }

    /** Until somebody else gives the volume back. */
    static Transition longer(Run before, Failure reason) {
        if (before.overdue()) {
            return Ended.enter(before, new Outcome.Suspended(reason, false));
        }
        Run run = before.troubledBy(reason).next();
        return Transition.to(
                new Waiting(run, Optional.empty(), reason, false),
                new Effect.AwaitRetry(run.ticket(), Effect.Pace.SLOW, run.vain()));
    }

    /** Obeys a stop in a state that has no more than it would wait with. */
    static Transition stop(Run run, Optional<Held> held, Exit exit) {
        if (held.isPresent()) {
            return exit.leave(run, held.get());
        }
        if (exit instanceof Exit.Activate) {
            return Recovering.enter(run, exit);
        }
        if (exit instanceof Exit.Pause) {
            return Transition.to(new Paused(run.next(), Optional.empty()));
        }
        return exit instanceof Exit.Suspend suspend
                ? Ended.enter(run, new Outcome.Suspended(suspend.reason(), false))
                : Ended.enter(run, new Outcome.Cancelled());
    }

    @Override
    public Transition on(Woken event) {
        return event.ticket() == run.ticket() ? lookAgain(run.overdue(event.overdue())) : Transition.to(this);
    }

    @Override
    public Transition on(RetryNow event) {
        return lookAgain(run);
    }

    @Override
    public Transition on(Stop event) {
        return stop(run, held, event.exit());
    }

    private Transition lookAgain(Run again) {
        return held.map(known -> Locating.enter(again, known)).orElseGet(() -> Recovering.enter(again));
    }

    @Override
    public Phase phase() {
        return Phase.WAITING;
    }

    @Override
    public Optional<Held> known() {
        return held;
    }
}
