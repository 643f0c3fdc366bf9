package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.api.Phase;
import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Resume;
import io.restorekit.machine.Event.StageRead;
import io.restorekit.machine.Event.Stop;
import java.util.Optional;

/**
 * Reading the complete stage back, part by part, before anything relies on it. A wish to stop is kept until the part has
 * been read.
 *
 * <p>All of it is good → {@link Opening}, which marks the stage as complete; something is not → {@link Waiting}, to fetch
 * that again. Failed → {@link Waiting} or {@link Ended}.
 *
 * @param good whether what was read so far is
 */
public record Sealing(Run run, Held held, Plan plan, boolean good, Optional<Exit> wish) implements State {

    static Transition enter(Run run, Held held, Plan plan) {
        return read(run, held, plan, true, 0);
    }

    private static Transition read(Run before, Held held, Plan plan, boolean good, long from) {
        Run run = before.next();
        Way.Staging staging = (Way.Staging) plan.way();
        return Transition.to(
                new Sealing(run, held, plan, good, Optional.empty()),
                new Effect.ReadStage(
                        run.ticket(), from, staging.under(), plan.goal().blocks()));
    }

    @Override
    public Transition on(StageRead event) {
        if (event.ticket() != run.ticket()) {
            return Transition.to(this);
        }
        if (wish.isPresent()) {
            return wish.get().leave(run, held);
        }
        boolean allGood = good && event.good();
        if (event.next().isPresent()) {
            return read(run, held, plan, allGood, event.next().getAsLong());
        }
        return allGood
                ? Opening.enter(run.untroubled(), held, plan.apply((Way.Staging) plan.way()))
                : Waiting.enter(run.inVain(), held, damaged());
    }

    private static Failure damaged() {
        return new Failure(
                Failure.Kind.STATE_UNSAVED,
                "some of the stage is not as it was written",
                "it is fetched again; if this goes on, check the disk of the state directory");
    }

    @Override
    public Transition on(Failed event) {
        if (event.ticket() != run.ticket()) {
            return Transition.to(this);
        }
        return wish.isPresent() && Verdict.of(event.failure().kind()) != Verdict.FAIL
                ? wish.get().leave(run, held)
                : Waiting.orEnd(run.inVain(), Optional.of(held), event.failure());
    }

    @Override
    public Transition on(Stop event) {
        Exit latest = wish.map(earlier -> earlier.or(event.exit())).orElse(event.exit());
        return Transition.to(new Sealing(run, held, plan, good, Optional.of(latest)));
    }

    /** Takes a wish to pause back. */
    @Override
    public Transition on(Resume event) {
        return Transition.to(new Sealing(run, held, plan, good, wish.filter(kept -> !(kept instanceof Exit.Pause))));
    }

    @Override
    public Phase phase() {
        return Phase.SEALING;
    }

    @Override
    public Optional<Held> known() {
        return Optional.of(held);
    }
}
