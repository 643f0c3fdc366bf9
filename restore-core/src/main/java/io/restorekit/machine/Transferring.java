package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreOptions.BadBlocks;
import io.restorekit.checkpoint.Claim;
import io.restorekit.machine.Event.Committed;
import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Fetched;
import io.restorekit.machine.Event.LockKept;
import io.restorekit.machine.Event.Measured;
import io.restorekit.machine.Event.Resume;
import io.restorekit.machine.Event.Stop;
import io.restorekit.machine.Event.Tick;
import io.restorekit.machine.Event.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fetching, verifying and writing blocks, and committing what was written while that goes on.
 *
 * <p>Through, stopped, or the backup target gone → {@link Draining}.
 *
 * @param held what the last commit claims
 * @param commit the commit under way
 * @param tick the ticket of the next tick
 * @param lock the ticket of the lock's next step
 */
public record Transferring(
        Run run, Held held, Plan plan, Transfer transfer, Optional<Effect.Commit> commit, long tick, long lock)
        implements State {

    static Transition enter(Run before, Held held, Plan plan, Transfer transfer) {
        Run ticking = before.next();
        Run run = ticking.next();
        List<Effect> effects = new ArrayList<>(List.of(new Effect.AwaitTick(ticking.ticket())));
        if (!plan.isApplied()) {
            effects.add(new Effect.KeepLock(run.ticket()));
        }
        return new Transferring(run, held, plan, transfer, Optional.empty(), ticking.ticket(), run.ticket())
                .goOn(transfer.copy(), effects);
    }

    @Override
    public Transition on(Measured event) {
        if (!transfer.knows(event.ticket())) {
            return Transition.to(this);
        }
        Transfer next = transfer.copy();
        List<Effect> effects = new ArrayList<>();
        long last = next.measured(event.ticket(), event.asWanted(), run.ticket(), effects);
        Run measured = event.asWanted() ? run.at(last).progressed() : run.at(last);
        return new Transferring(measured, held, plan, transfer, commit, tick, lock).goOn(next, effects);
    }

    @Override
    public Transition on(Fetched event) {
        if (!transfer.knows(event.ticket())) {
            return Transition.to(this);
        }
        Transfer next = transfer.copy();
        List<Effect> effects = new ArrayList<>();
        next.fetched(event.ticket(), run.ticket() + 1, effects);
        return at(run.ticket() + 1).goOn(next, effects);
    }

    @Override
    public Transition on(Written event) {
        if (!transfer.knows(event.ticket())) {
            return Transition.to(this);
        }
        Transfer next = transfer.copy();
        next.written(event.ticket());
        return new Transferring(run.progressed(), held, plan, transfer, commit, tick, lock)
                .goOn(next, new ArrayList<>());
    }

    @Override
    public Transition on(Committed event) {
        if (!answersCommit(event.ticket())) {
            return Transition.to(this);
        }
        Transfer next = transfer.copy();
        next.commitLanded(event.nanos());
        Held claimed = plan.claimed(commit.orElseThrow().claim(), held);
        return new Transferring(run.untroubled(), claimed, plan, next, Optional.empty(), tick, lock)
                .goOn(next, new ArrayList<>());
    }

    /** A save that failed is tried again at the next tick; meanwhile writes go on up to their bound. */
    @Override
    public Transition on(Failed event) {
        if (answersCommit(event.ticket())) {
            Transfer next = transfer.copy();
            next.commitFailed();
            Kind kind = event.failure().kind();
            if (kind == Kind.VOLUME_CHANGED || plan.way() instanceof Way.Staging && Verdict.of(kind) != Verdict.FAIL) {
                // What a stage that could not be forced holds nobody knows: it has to be opened anew.
                Exit way = kind == Kind.VOLUME_CHANGED ? new Exit.LookAnew() : new Exit.Wait(event.failure());
                return new Transferring(run, held, plan, transfer, Optional.empty(), tick, lock).drain(next, way);
            }
            Transferring after =
                    new Transferring(run.troubledBy(event.failure()), held, plan, next, Optional.empty(), tick, lock);
            return Verdict.of(event.failure().kind()) == Verdict.FAIL
                    ? after.drain(next, new Exit.Abort(event.failure()))
                    : Transition.to(after);
        }
        if (event.ticket() == lock) {
            return lockFailed(event);
        }
        return transfer.knows(event.ticket()) ? blockFailed(event) : Transition.to(this);
    }

    @Override
    public Transition on(LockKept event) {
        return event.ticket() == lock ? keepLock() : Transition.to(this);
    }

    @Override
    public Transition on(Tick event) {
        if (event.ticket() != tick) {
            return Transition.to(this);
        }
        Run ticked = run.next();
        List<Effect> effects = new ArrayList<>(List.of(new Effect.AwaitTick(ticked.ticket())));
        Transferring next = new Transferring(ticked, held, plan, transfer, commit, ticked.ticket(), lock);
        return transfer.unclaimed().waiting() > 0 && commit.isEmpty()
                ? next.commit(transfer.copy(), effects)
                : Transition.to(next, effects.toArray(Effect[]::new));
    }

    /** A stage that is being applied is applied to its end, unless the process ends. */
    @Override
    public Transition on(Stop event) {
        return plan.isApplied() && !(event.exit() instanceof Exit.Suspend)
                ? Transition.to(new Transferring(run.wishes(event.exit()), held, plan, transfer, commit, tick, lock))
                : drain(transfer.copy(), event.exit());
    }

    @Override
    public Transition on(Resume event) {
        return Transition.to(new Transferring(run.resumes(), held, plan, transfer, commit, tick, lock));
    }

    private Transition keepLock() {
        Run keeping = run.next();
        return Transition.to(
                new Transferring(keeping, held, plan, transfer, commit, tick, keeping.ticket()),
                new Effect.KeepLock(keeping.ticket()));
    }

    /** Without a lock the restore goes on, unless somebody deletes: every block proves itself. */
    private Transition lockFailed(Failed event) {
        Failure failure = event.failure();
        if (Verdict.of(failure.kind()) == Verdict.FAIL) {
            return drain(transfer.copy(), new Exit.Fail(failure));
        }
        return event.targetGone() || failure.kind() == Failure.Kind.LOCK_BUSY
                ? drain(transfer.copy(), waitFor(event))
                : keepLock();
    }

    private static Exit waitFor(Failed event) {
        return event.tried() ? new Exit.Wait(event.failure()) : new Exit.HeldBack(event.failure());
    }

    private Transition blockFailed(Failed event) {
        Failure failure = event.failure();
        Transfer next = transfer.copy();
        Verdict verdict = Verdict.of(failure.kind());
        if (event.targetGone() || verdict == Verdict.WAIT_LOCALLY) {
            next.giveBack(event.ticket());
            return drain(next, waitFor(event));
        }
        if (verdict == Verdict.FAIL) {
            next.giveBack(event.ticket());
            return drain(next, new Exit.Fail(failure));
        }
        next.failed(event.ticket(), failure);
        return next.backlog().isFull() ? drain(next, wayOutOfFull(next)) : goOn(next, new ArrayList<>());
    }

    /** Begins what may begin, commits what is due, and leaves when nothing is left to do. */
    private Transition goOn(Transfer next, List<Effect> effects) {
        if (next.isThrough()) {
            return drain(next, wayOut(next), effects);
        }
        Transferring begun = at(next.begin(run.ticket(), effects));
        if (next.unclaimed().due() && commit.isEmpty() && begun.run.troubledBy().isEmpty()) {
            return begun.commit(next, effects);
        }
        State state = new Transferring(begun.run, held, plan, next, commit, tick, lock);
        return new Transition(state, effects);
    }

    private Transition commit(Transfer next, List<Effect> effects) {
        Run committing = run.next();
        Effect.Commit commit = new Effect.Commit(committing.ticket(), plan.claim(Claim.Standing.OPEN, next.progress()));
        next.commitAsked();
        effects.add(commit);
        return new Transition(new Transferring(committing, held, plan, next, Optional.of(commit), tick, lock), effects);
    }

    /** There may be blocks that were never begun: then nothing is finished, whatever the caller would skip. */
    private Exit wayOutOfFull(Transfer next) {
        Exit exit = wayOut(next);
        return exit instanceof Exit.Skip
                ? new Exit.Fail(BadBlockReport.failure(next.backlog().aside(), plan.goal()))
                : exit;
    }

    private Exit wayOut(Transfer next) {
        TreeMap<Integer, Failure> aside = next.backlog().aside();
        if (aside.isEmpty()) {
            return new Exit.Finish();
        }
        Optional<Failure> transientOne = aside.values().stream()
                .filter(failure -> failure.kind() == Failure.Kind.UNAVAILABLE)
                .findFirst();
        if (transientOne.isPresent()) {
            return new Exit.Wait(transientOne.get());
        }
        BadBlocks policy = run.order().options().badBlocks();
        if (plan.detour() && !plan.isApplied()) {
            return new Exit.Instead();
        }
        Failure all = BadBlockReport.failure(aside, plan.goal());
        if (!plan.readAgain()) {
            return new Exit.ReadAgain(all);
        }
        return switch (policy) {
            case WAIT -> new Exit.Wait(all);
            case FAIL -> new Exit.Fail(all);
            case SKIP -> plan.way() instanceof Way.Direct ? new Exit.Skip() : new Exit.Wait(all);
        };
    }

    private Transition drain(Transfer next, Exit exit) {
        return drain(next, exit, new ArrayList<>());
    }

    private Transition drain(Transfer next, Exit exit, List<Effect> effects) {
        if (!plan.isApplied()) {
            effects.add(new Effect.Forget(lock));
        }
        next.forgetFetches(effects);
        Transition drained = Draining.enter(run, held, plan, next, commit, exit);
        effects.addAll(drained.effects());
        return new Transition(drained.state(), effects);
    }

    private boolean answersCommit(long ticket) {
        return commit.filter(asked -> asked.ticket() == ticket).isPresent();
    }

    private Transferring at(long lastTicket) {
        return new Transferring(run.at(lastTicket), held, plan, transfer, commit, tick, lock);
    }

    @Override
    public Phase phase() {
        return plan.way().phase();
    }

    @Override
    public Optional<Held> known() {
        return Optional.of(held);
    }
}
