package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.api.Phase;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Progress;
import io.restorekit.machine.Event.Committed;
import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Measured;
import io.restorekit.machine.Event.Resume;
import io.restorekit.machine.Event.Stop;
import io.restorekit.machine.Event.Tick;
import io.restorekit.machine.Event.Written;
import java.util.List;
import java.util.Optional;

/**
 * The only way out of a transfer: nothing is begun, fetches are forgotten, writes land, one last commit. Never waits for
 * the backup target.
 *
 * <p>Committed → {@link Ended}, {@link Waiting} or {@link Paused}, by the exit.
 *
 * @param commit the commit under way
 * @param last whether that commit is the last one
 */
public record Draining(
        Run run, Held held, Plan plan, Transfer transfer, Optional<Effect.Commit> commit, boolean last, Exit exit)
        implements State {

    static Transition enter(
            Run run, Held held, Plan plan, Transfer transfer, Optional<Effect.Commit> commit, Exit exit) {
        return new Draining(run, held, plan, transfer, commit, false, exit).settle();
    }

    @Override
    public Transition on(Written event) {
        if (!transfer.knows(event.ticket())) {
            return Transition.to(this);
        }
        Transfer next = transfer.copy();
        next.written(event.ticket());
        return progressed(next).settle();
    }

    /** A block that has to be fetched after all is given back. */
    @Override
    public Transition on(Measured event) {
        if (!transfer.knows(event.ticket())) {
            return Transition.to(this);
        }
        Transfer next = transfer.copy();
        if (event.asWanted()) {
            next.written(event.ticket());
            return progressed(next).settle();
        }
        next.giveBack(event.ticket());
        return with(next).settle();
    }

    @Override
    public Transition on(Committed event) {
        if (!answersCommit(event.ticket())) {
            return Transition.to(this);
        }
        Claim claim = commit.orElseThrow().claim();
        Held claimed = plan.claimed(claim, held);
        if (!last) {
            Transfer next = transfer.copy();
            next.commitLanded(event.nanos());
            return new Draining(run, claimed, plan, next, Optional.empty(), false, exit).settle();
        }
        if (plan.way() instanceof Way.Staging && exit instanceof Exit.Finish) {
            return Sealing.enter(run, claimed, plan);
        }
        if (plan.detour() && (exit instanceof Exit.Finish || exit instanceof Exit.Instead)) {
            Held instead = held.with(new Basis.Remembered(claim, true));
            return run.wish().isPresent()
                    ? run.wish().get().leave(run.wishesNothing(), instead)
                    : Locating.enter(run, instead);
        }
        if (claim.standing() == Claim.Standing.RESTORED) {
            boolean ends =
                    exit instanceof Exit.Finish || !run.follows() && !plan.detour() && !(exit instanceof Exit.Activate);
            return ends ? Watching.orEnd(run, claimed) : exit.leave(run, claimed);
        }
        if (exit instanceof Exit.Skip) {
            return Ended.enter(
                    run,
                    run.order()
                            .incomplete(
                                    plan.goal().backup(),
                                    BadBlockReport.list(
                                            transfer.backlog().aside(),
                                            plan.goal().blocks())));
        }
        return exit.leave(run, claimed);
    }

    @Override
    public Transition on(Failed event) {
        if (answersCommit(event.ticket())) {
            return commitFailed(event.failure());
        }
        if (!transfer.knows(event.ticket())) {
            return Transition.to(this);
        }
        Transfer next = transfer.copy();
        next.giveBack(event.ticket());
        Failure failure = event.failure();
        boolean fatal = Verdict.of(failure.kind()) == Verdict.FAIL;
        Exit way = fatal ? exit.or(new Exit.Fail(failure)) : exit;
        return new Draining(run, held, plan, next, commit, last, way).settle();
    }

    /** Tries the commit again that could not be saved. */
    @Override
    public Transition on(Tick event) {
        return event.ticket() == run.ticket() && commit.isEmpty() && last
                ? new Draining(run, held, plan, transfer, commit, false, exit).settle()
                : Transition.to(this);
    }

    @Override
    public Transition on(Stop event) {
        if (plan.isApplied() && !(event.exit() instanceof Exit.Suspend)) {
            return Transition.to(new Draining(run.wishes(event.exit()), held, plan, transfer, commit, last, exit));
        }
        Exit way = exit.or(event.exit());
        Draining next = new Draining(run, held, plan, transfer, commit, last, way);
        boolean unsaved = last && commit.isEmpty();
        return unsaved ? way.leave(run, held) : Transition.to(next);
    }

    /** Takes a wish to pause back: once drained, the restore goes on by locating again. */
    @Override
    public Transition on(Resume event) {
        Exit way = exit instanceof Exit.Pause ? new Exit.GoOn() : exit;
        return Transition.to(new Draining(run.resumes(), held, plan, transfer, commit, last, way));
    }

    /** One commit at a time; the last one when all threads have left the volume. */
    private Transition settle() {
        if (!transfer.isIdle() || commit.isPresent()) {
            return Transition.to(this);
        }
        if (!exit.commits()) {
            return exit.leave(run, held);
        }
        Run committing = run.next();
        Effect.Commit asked = new Effect.Commit(committing.ticket(), claim());
        Transfer next = transfer.copy();
        next.commitAsked();
        return new Transition(
                new Draining(committing, held, plan, next, Optional.of(asked), true, exit), List.of(asked));
    }

    private Claim claim() {
        Progress progress = transfer.progress();
        boolean whole = exit instanceof Exit.Finish || exit instanceof Exit.Activate && transfer.isComplete();
        return plan.claim(whole ? Claim.Standing.RESTORED : Claim.Standing.STOPPED, progress);
    }

    /** Restored waits until it can be saved; a stage may have to begin anew; any other exit leaves with the claim before. */
    private Transition commitFailed(Failure failure) {
        Transfer next = transfer.copy();
        next.commitFailed();
        if (Verdict.of(failure.kind()) == Verdict.FAIL) {
            return new Draining(run, held, plan, next, Optional.empty(), false, new Exit.Abort(failure)).settle();
        }
        if (failure.kind() == Failure.Kind.VOLUME_CHANGED) {
            return (exit instanceof Exit.Finish ? new Exit.LookAnew() : exit).leave(run, held);
        }
        if (!last && plan.way() instanceof Way.Staging && exit instanceof Exit.Finish) {
            return new Exit.Wait(failure).leave(run, held);
        }
        if (!last) {
            return new Draining(run, held, plan, next, Optional.empty(), false, exit).settle();
        }
        if (exit instanceof Exit.Finish && plan.way() instanceof Way.Staging) {
            return new Exit.Wait(failure).leave(run, held);
        }
        if (exit instanceof Exit.Finish || exit instanceof Exit.Skip) {
            Run again = run.troubledBy(failure).next();
            return Transition.to(
                    new Draining(again, held, plan, next, Optional.empty(), true, exit),
                    new Effect.AwaitTick(again.ticket()));
        }
        return exit.leave(run.troubledBy(failure), held);
    }

    private boolean answersCommit(long ticket) {
        return commit.filter(asked -> asked.ticket() == ticket).isPresent();
    }

    private Draining progressed(Transfer next) {
        return new Draining(run.progressed(), held, plan, next, commit, last, exit);
    }

    private Draining with(Transfer next) {
        return new Draining(run, held, plan, next, commit, last, exit);
    }

    @Override
    public Phase phase() {
        return Phase.DRAINING;
    }

    @Override
    public Optional<Held> known() {
        return Optional.of(held);
    }
}
