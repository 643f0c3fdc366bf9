package io.restorekit.machine;

import io.restorekit.checkpoint.Claim;
import io.restorekit.machine.Event.Committed;
import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Grown;
import io.restorekit.machine.Event.Resume;
import io.restorekit.machine.Event.Stop;
import java.util.Optional;

/**
 * Recording "from this Believed to this goal" before the first write; otherwise the checkpoint before it would lie.
 * Then the volume is grown.
 *
 * <p>Grown → {@link Transferring}; where a stop came meanwhile, {@link Draining}. Failed → {@link Waiting} or
 * {@link Ended}.
 *
 * @param exit a wish to stop, kept until the commit has landed
 */
public record Opening(Run run, Held held, Plan plan, boolean committed, Optional<Exit> exit) implements State {

    static Transition enter(Run before, Held held, Plan plan) {
        Run run = before.next();
        Claim claim = new Claim(Claim.Standing.OPEN, plan.believed(), plan.goal(), plan.progress());
        return Transition.to(
                new Opening(run, held, plan, false, Optional.empty()), new Effect.Commit(run.ticket(), claim));
    }

    @Override
    public Transition on(Committed event) {
        if (event.ticket() != run.ticket() || committed) {
            return Transition.to(this);
        }
        Run growing = run.next();
        Claim claim = new Claim(Claim.Standing.OPEN, plan.believed(), plan.goal(), plan.progress());
        Held opened = plan.claimed(claim, held);
        return Transition.to(
                new Opening(growing, opened, plan, true, exit),
                new Effect.Grow(growing.ticket(), plan.goal().blocks().volumeSize()));
    }

    @Override
    public Transition on(Grown event) {
        if (event.ticket() != run.ticket() || !committed) {
            return Transition.to(this);
        }
        Held grown = held.grownTo(plan.goal().blocks().volumeSize());
        Transfer transfer = Transfer.of(plan, run.order().options().concurrency());
        return exit.isPresent()
                ? Draining.enter(run, grown, plan, transfer, Optional.empty(), exit.get())
                : Transferring.enter(run, grown, plan, transfer);
    }

    @Override
    public Transition on(Failed event) {
        if (event.ticket() != run.ticket()) {
            return Transition.to(this);
        }
        if (exit.isPresent() && Verdict.of(event.failure().kind()) != Verdict.FAIL) {
            return exit.get().leave(run, held);
        }
        return Waiting.orEnd(run, Optional.of(held), event.failure());
    }

    /** Takes a wish to pause back. */
    @Override
    public Transition on(Resume event) {
        return Transition.to(
                new Opening(run, held, plan, committed, exit.filter(wish -> !(wish instanceof Exit.Pause))));
    }

    @Override
    public Transition on(Stop event) {
        Exit wish = exit.map(earlier -> earlier.or(event.exit())).orElse(event.exit());
        return Transition.to(new Opening(run, held, plan, committed, Optional.of(wish)));
    }
}
