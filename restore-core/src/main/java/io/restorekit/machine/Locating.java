package io.restorekit.machine;

import io.restorekit.api.Baseline;
import io.restorekit.api.Failure;
import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.machine.Event.Confirmed;
import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Located;
import io.restorekit.machine.Event.Stop;
import java.time.Instant;
import java.util.Optional;

/**
 * Finding the goal in the backup target.
 *
 * <p>Located → {@link Checking} or {@link Opening}. Where something is believed of the volume, it is confirmed first that
 * nobody has written to it since: that may be hours ago. Confirmed → as located, or {@link Ended} where the goal is held
 * already; {@link Recovering} where it is so no more; {@link Waiting} where the goal is larger than a device. Failed → {@link Waiting} or {@link Ended}, by the verdict.
 *
 * @param found what was located, while only the volume is looked at once more
 */
public record Locating(Run run, Held held, Optional<Located> found) implements State {

    static Transition enter(Run before, Held held) {
        Run run = before.next();
        Optional<String> manifest = held.basis() instanceof Basis.Remembered remembered && !isInDoubt(run)
                ? Optional.of(remembered.claim().goal().backup())
                : Optional.empty();
        Optional<String> base =
                held.basis() instanceof Basis.Word word && word.baseline() instanceof Baseline.Holding holding
                        ? Optional.of(holding.backup())
                        : Optional.empty();
        return Transition.to(
                new Locating(run, held, Optional.empty()),
                new Effect.Locate(run.ticket(), run.order().goal(), manifest, base, !alreadyHolds(held)));
    }

    @Override
    public Transition on(Located event) {
        if (event.ticket() != run.ticket() || found.isPresent()) {
            return Transition.to(this);
        }
        if (!isBelieved()) {
            return goOn(event);
        }
        Run confirming = run.next();
        return Transition.to(
                new Locating(confirming, held, Optional.of(event)), new Effect.Confirm(confirming.ticket()));
    }

    @Override
    public Transition on(Confirmed event) {
        if (event.ticket() != run.ticket() || found.isEmpty()) {
            return Transition.to(this);
        }
        return event.stands() ? goOn(found.get()) : Recovering.enter(run);
    }

    private Transition goOn(Located located) {
        Optional<Manifest> goal = located.goal().filter(newer -> !isStepBack(newer));
        if (goal.isEmpty() && alreadyHolds(held)) {
            return Ended.enter(
                    run, new Outcome.Restored(claim().orElseThrow().goal().backup()));
        }
        Plan plan = (isContested(goal) || !located.certain()
                        ? Believing.plan(held, Optional.empty(), located.base()).asDetour()
                        : Believing.plan(held, goal, located.base()))
                .readAgain(isInDoubt(run));
        if (!held.hasRoomFor(plan.goal())) {
            // Before anything is claimed of it: what it is enlarged by holds nobody knows what. It is opened anew then.
            return Waiting.orEnd(run, Optional.empty(), tooSmall(plan.goal()));
        }
        Run found = run.untroubled();
        return plan.sample().isPresent() ? Checking.enter(found, held, plan) : Opening.enter(found, held, plan);
    }

    @Override
    public Transition on(Failed event) {
        if (event.ticket() != run.ticket()) {
            return Transition.to(this);
        }
        return event.tried()
                ? Waiting.orEnd(run, Optional.of(held), event.failure())
                : Waiting.heldBack(run, held, event.failure());
    }

    @Override
    public Transition on(Stop event) {
        Transition left = event.exit().leave(run, held);
        return Transition.to(left.state(), prepend(new Effect.Forget(run.ticket()), left));
    }

    private Failure tooSmall(Manifest goal) {
        return new Failure(
                Failure.Kind.VOLUME_TOO_SMALL,
                "the device has " + held.size() + " bytes, and " + goal.backup() + " needs "
                        + goal.blocks().volumeSize(),
                "enlarge the device, or name a larger one; it is looked at again");
    }

    /** That a newer backup is gone never moves the goal "newest" back to an older one. */
    private boolean isStepBack(Manifest found) {
        Optional<Instant> opened = claim().flatMap(claim -> claim.goal().snapshotAt());
        return run.order().goal() instanceof Goal.Newest
                && opened.isPresent()
                && found.snapshotAt().filter(at -> at.isBefore(opened.get())).isPresent();
    }

    /** Whether another goal than the one found has to be finished first. */
    private boolean isContested(Optional<Manifest> found) {
        return held.basis() instanceof Basis.Remembered remembered
                && remembered.contested()
                && found.filter(goal ->
                                !goal.blocks().equals(remembered.claim().goal().blocks()))
                        .isPresent();
    }

    /** Blocks that cannot be had may be those of a manifest that was damaged on its way: nothing else would show it. */
    private static boolean isInDoubt(Run run) {
        return run.troubledBy()
                .filter(failure ->
                        failure.kind() == Failure.Kind.BLOCK_MISSING || failure.kind() == Failure.Kind.BLOCK_DAMAGED)
                .isPresent();
    }

    /** Whether something is believed of the volume that nobody samples or measures before it is written. */
    private boolean isBelieved() {
        return held.basis() instanceof Basis.Made || held.basis() instanceof Basis.Remembered;
    }

    private static boolean alreadyHolds(Held held) {
        return held.basis() instanceof Basis.Remembered remembered
                && remembered.sure()
                && remembered.claim().standing() == Claim.Standing.RESTORED;
    }

    private Optional<Claim> claim() {
        return held.basis() instanceof Basis.Remembered remembered ? Optional.of(remembered.claim()) : Optional.empty();
    }

    private static Effect[] prepend(Effect first, Transition rest) {
        Effect[] effects = new Effect[rest.effects().size() + 1];
        effects[0] = first;
        for (int i = 1; i < effects.length; i++) {
            effects[i] = rest.effects().get(i - 1);
        }
        return effects;
    }
}
