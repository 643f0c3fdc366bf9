package io.restorekit.machine;

import io.restorekit.api.Activation;
import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.machine.Event.Committed;
import io.restorekit.machine.Event.Confirmed;
import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Resume;
import io.restorekit.machine.Event.Sampled;
import io.restorekit.machine.Event.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Recording that the volume, at the backup that it holds completely, belongs to whoever uses it from now on. Asks the
 * backup target for nothing. Another wish is heard if it is refused.
 *
 * <p>The volume is as it was left, or a sample of it as it is remembered, and that is recorded → {@link Ended}. It is not →
 * refused: {@link Recovering}, which finds out what it is. Failed → refused, and {@link Waiting}. Who came only to activate
 * ends in either case.
 *
 * @param confirmed whether the volume is what it is remembered to be, and the record is being written
 */
public record Activating(Run run, Held held, boolean confirmed) implements State {

    static Transition enter(Run before, Held held) {
        if (held.isApplied()) {
            return Locating.enter(before.wishes(new Exit.Activate()), held);
        }
        Optional<Manifest> complete = held.claim().flatMap(Claim::complete);
        if (complete.isEmpty()) {
            return refuse(before, Optional.of(held), incomplete(held));
        }
        Run run = before.next();
        return Transition.to(
                new Activating(run, held, false),
                held.isSure()
                        ? new Effect.Confirm(run.ticket())
                        : new Effect.Sample(run.ticket(), complete.get().blocks()));
    }

    /** Who follows goes on; who came only for this ends. */
    static Transition refuse(Run run, Optional<Held> held, Failure reason) {
        if (!run.follows()) {
            return Ended.enter(run, new Outcome.Failed(reason));
        }
        Transition on = run.wish().isPresent()
                ? Waiting.stop(run.wishesNothing(), held, run.wish().get())
                : held.map(known -> Locating.enter(run, known)).orElseGet(() -> Recovering.enter(run));
        return on.after(new Effect.Refuse(reason));
    }

    @Override
    public Transition on(Confirmed event) {
        return event.ticket() == run.ticket() && !confirmed ? record(event.stands()) : Transition.to(this);
    }

    @Override
    public Transition on(Sampled event) {
        return event.ticket() == run.ticket() && !confirmed ? record(event.agrees()) : Transition.to(this);
    }

    private Transition record(boolean asRemembered) {
        if (!asRemembered) {
            return refuse(
                    run,
                    Optional.empty(),
                    changed("somebody has written to it since " + complete().backup() + " was restored"));
        }
        Run recording = run.next();
        return Transition.to(
                new Activating(recording, held, true),
                new Effect.Commit(recording.ticket(), Claim.activated(complete())));
    }

    @Override
    public Transition on(Committed event) {
        return event.ticket() == run.ticket() && confirmed
                ? Ended.enter(
                        run,
                        new Outcome.Activated(activation(
                                complete(), held.claim().orElseThrow().goal())))
                : Transition.to(this);
    }

    @Override
    public Transition on(Failed event) {
        if (event.ticket() != run.ticket()) {
            return Transition.to(this);
        }
        if (Verdict.of(event.failure().kind()) == Verdict.FAIL) {
            return Ended.enter(run, new Outcome.Failed(event.failure()));
        }
        // A record that could not be saved may be there all the same: then the volume is not ours any more.
        return refuse(run, confirmed ? Optional.empty() : Optional.of(held), event.failure());
    }

    /** Heard if it is refused. */
    @Override
    public Transition on(Stop event) {
        return event.exit() instanceof Exit.Activate
                ? Transition.to(this)
                : Transition.to(new Activating(run.wishes(event.exit()), held, confirmed));
    }

    /** Takes a wish to pause back. */
    @Override
    public Transition on(Resume event) {
        return Transition.to(new Activating(run.resumes(), held, confirmed));
    }

    private Manifest complete() {
        return held.claim().flatMap(Claim::complete).orElseThrow();
    }

    /** The volume holds a backup completely, and this is the newest that was seen. */
    public static Activation activation(Manifest complete, Manifest newest) {
        Optional<Instant> at = complete.snapshotAt();
        Optional<Duration> behind = newest.backup().equals(complete.backup())
                ? Optional.of(Duration.ZERO)
                : at.flatMap(ours -> newest.snapshotAt().map(theirs -> Duration.between(ours, theirs)));
        return new Activation(complete.backup(), at, newest.backup(), behind);
    }

    private static Failure incomplete(Held held) {
        if (held.basis() instanceof Basis.Distrusted distrusted) {
            return changed(distrusted.why());
        }
        if (held.basis() instanceof Basis.Foreign foreign) {
            return changed(foreign.why());
        }
        String what = held.claim()
                .map(claim -> "it is in the middle of " + claim.goal().backup())
                .orElse("nothing was restored into it yet");
        return new Failure(
                Failure.Kind.NO_RESTORE_POINT,
                "the volume holds no backup completely: " + what,
                "let the restore end, then activate");
    }

    private static Failure changed(String why) {
        return new Failure(
                Failure.Kind.VOLUME_CHANGED,
                "nobody can say what the volume holds: " + why,
                "if somebody uses it already, leave it to them and end the restore");
    }

    @Override
    public Phase phase() {
        return Phase.ACTIVATING;
    }

    @Override
    public Optional<Held> known() {
        return Optional.of(held);
    }
}
