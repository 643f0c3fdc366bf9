package io.restorekit.machine;

import io.restorekit.api.Phase;
import io.restorekit.checkpoint.Claim;
import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Resume;
import io.restorekit.machine.Event.Sampled;
import io.restorekit.machine.Event.Stop;
import java.util.Optional;

/**
 * Comparing a sample of the volume with what it is believed to hold: after a crash, or on a caller's word. A wish to pause
 * is kept until the sample is taken: what it finds must not be lost.
 *
 * <p>Sampled → {@link Opening}, or {@link Paused}; one mismatch, and nothing is believed, whatever comes after. Failed →
 * {@link Waiting} or {@link Ended}. Cancelled or suspended → {@link Ended} at once.
 *
 * @param pause a wish to pause
 */
public record Checking(Run run, Held held, Plan plan, Optional<Exit> pause) implements State {

    static Transition enter(Run before, Held held, Plan plan) {
        Run run = before.next();
        return Transition.to(
                new Checking(run, held, plan, Optional.empty()),
                new Effect.Sample(run.ticket(), plan.sample().orElseThrow()));
    }

    @Override
    public Transition on(Sampled event) {
        if (event.ticket() != run.ticket()) {
            return Transition.to(this);
        }
        if (!event.agrees() && run.follows() && isSaidToBeWhole()) {
            return Waiting.orEnd(
                    run, Optional.empty(), Recovering.changed("a sample of it was not what it is said to hold"));
        }
        Held known = event.agrees() ? held : distrusted();
        return pause.isPresent()
                ? pause.get().leave(run, known)
                : Opening.enter(run, known, event.agrees() ? plan : plan.distrusted(held.size()));
    }

    @Override
    public Transition on(Failed event) {
        if (event.ticket() != run.ticket()) {
            return Transition.to(this);
        }
        boolean fatal = Verdict.of(event.failure().kind()) == Verdict.FAIL;
        return pause.isPresent() && !fatal
                ? pause.get().leave(run, held)
                : Waiting.orEnd(run, Optional.of(held), event.failure());
    }

    @Override
    public Transition on(Stop event) {
        if (plan.isApplied() && !(event.exit() instanceof Exit.Suspend)) {
            return Transition.to(new Checking(run.wishes(event.exit()), held, plan, pause));
        }
        return event.exit() instanceof Exit.Pause
                ? Transition.to(new Checking(run, held, plan, Optional.of(event.exit())))
                : event.exit().leave(run, held);
    }

    /** Takes a wish to pause back. */
    @Override
    public Transition on(Resume event) {
        return Transition.to(new Checking(run.resumes(), held, plan, Optional.empty()));
    }

    /** By a checkpoint, or by the caller's word. */
    private boolean isSaidToBeWhole() {
        return held.basis() instanceof Basis.Word
                || held.claim().flatMap(Claim::complete).isPresent();
    }

    /** Also while the opening waits: another sample would look at other blocks. */
    private Held distrusted() {
        return held.with(new Basis.Distrusted("a sample of the volume was not what was believed of it"));
    }

    @Override
    public Phase phase() {
        return Phase.CHECKING;
    }

    @Override
    public Optional<Held> known() {
        return Optional.of(held);
    }
}
