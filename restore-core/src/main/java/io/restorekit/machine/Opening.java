package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.api.Phase;
import io.restorekit.backup.BlockMap;
import io.restorekit.checkpoint.Claim;
import io.restorekit.machine.Event.Committed;
import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Grown;
import io.restorekit.machine.Event.Resume;
import io.restorekit.machine.Event.StageOpened;
import io.restorekit.machine.Event.Stop;
import java.util.Optional;

/**
 * Recording "from this Believed to this goal" before the first write; otherwise the checkpoint before it would lie.
 * Then the volume is grown, or the stage is opened. Where a stage is to be applied this record is the mark that it is
 * complete: from then on the volume is at neither backup until all of it is applied, and nothing but a crash or the end of
 * the process comes in between.
 *
 * <p>Grown or StageOpened → {@link Transferring}; where a stop came meanwhile, {@link Draining}. Failed → {@link Waiting} or
 * {@link Ended}.
 *
 * @param exit a wish to stop, kept until the commit has landed
 */
public record Opening(Run run, Held held, Plan plan, boolean committed, Optional<Exit> exit) implements State {

    static Transition enter(Run before, Held held, Plan plan) {
        Run run = before.next();
        return Transition.to(
                new Opening(run, held, plan, false, Optional.empty()), new Effect.Commit(run.ticket(), claim(plan)));
    }

    @Override
    public Transition on(Committed event) {
        if (event.ticket() != run.ticket() || committed) {
            return Transition.to(this);
        }
        Run next = run.next();
        BlockMap goal = plan.goal().blocks();
        return Transition.to(
                new Opening(next, plan.claimed(claim(plan), held), plan, true, exit),
                plan.way() instanceof Way.Staging staging
                        ? new Effect.OpenStage(next.ticket(), staging.under(), goal)
                        : new Effect.Grow(next.ticket(), goal.volumeSize()));
    }

    @Override
    public Transition on(Grown event) {
        if (event.ticket() != run.ticket() || !committed) {
            return Transition.to(this);
        }
        return goOn(held.grownTo(plan.goal().blocks().volumeSize()), plan);
    }

    @Override
    public Transition on(StageOpened event) {
        return event.ticket() == run.ticket() && committed
                ? goOn(held, plan.over(event.together()))
                : Transition.to(this);
    }

    private Transition goOn(Held opened, Plan open) {
        Transfer transfer = Transfer.of(open, run.order().options().concurrency());
        return exit.isPresent()
                ? Draining.enter(run, opened, open, transfer, Optional.empty(), exit.get())
                : Transferring.enter(run, opened, open, transfer);
    }

    @Override
    public Transition on(Failed event) {
        if (event.ticket() != run.ticket()) {
            return Transition.to(this);
        }
        if (event.failure().kind() == Failure.Kind.VOLUME_CHANGED) {
            return exit.orElse(new Exit.LookAnew()).leave(run, held);
        }
        if (exit.isPresent() && Verdict.of(event.failure().kind()) != Verdict.FAIL) {
            return exit.get().leave(run, held);
        }
        return Waiting.orEnd(run.inVain(), Optional.of(held), event.failure());
    }

    /** Takes a wish to pause back. */
    @Override
    public Transition on(Resume event) {
        return Transition.to(
                new Opening(run.resumes(), held, plan, committed, exit.filter(wish -> !(wish instanceof Exit.Pause))));
    }

    @Override
    public Transition on(Stop event) {
        if (plan.isApplied() && !(event.exit() instanceof Exit.Suspend)) {
            return Transition.to(new Opening(run.wishes(event.exit()), held, plan, committed, exit));
        }
        Exit wish = exit.map(earlier -> earlier.or(event.exit())).orElse(event.exit());
        return Transition.to(new Opening(run, held, plan, committed, Optional.of(wish)));
    }

    private static Claim claim(Plan plan) {
        return plan.claim(Claim.Standing.OPEN, plan.progress());
    }

    @Override
    public Phase phase() {
        return Phase.OPENING;
    }

    @Override
    public Optional<Held> known() {
        return Optional.of(held);
    }
}
