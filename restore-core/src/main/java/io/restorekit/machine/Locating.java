package io.restorekit.machine;

import io.restorekit.api.Baseline;
import io.restorekit.api.Failure;
import io.restorekit.api.Goal;
import io.restorekit.api.Phase;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.machine.Event.Confirmed;
import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Located;
import io.restorekit.machine.Event.Resume;
import io.restorekit.machine.Event.Stop;
import java.time.Instant;
import java.util.Optional;

/**
 * Finding the goal in the backup target.
 *
 * <p>Located → {@link Checking} or {@link Opening}. Where something is believed of the volume, it is confirmed first that
 * nobody has written to it since: that may be hours ago. Confirmed → as located, or {@link Ended} where the goal is held
 * already ({@link Watching} where newer ones are followed); {@link Recovering} where it is so no more; {@link Waiting} where
 * the goal is larger than a device. A stage that is being applied needs nothing from the backup target, which is not asked
 * then. Failed → {@link Waiting} or {@link Ended}, by the verdict.
 *
 * @param found what was located, while only the volume is looked at once more
 */
public record Locating(Run run, Held held, Optional<Located> found) implements State {

    static Transition enter(Run before, Held held) {
        if (held.basis() instanceof Basis.Foreign foreign) {
            return Waiting.orEnd(before, Optional.of(held), Recovering.changed(foreign.why()));
        }
        if (held.basis() instanceof Basis.Unwatched && before.order().options().staged() && !before.compares()) {
            return Comparing.enter(
                    before, held, held.claim().flatMap(Claim::complete).orElseThrow());
        }
        Run run = before.next();
        if (held.isApplied()) {
            Located nothing = new Located(run.ticket(), Optional.empty(), Optional.empty());
            return Transition.to(new Locating(run, held, Optional.of(nothing)), new Effect.Confirm(run.ticket()));
        }
        Optional<String> manifest =
                isInDoubt(run) ? Optional.empty() : held.manifest().map(Manifest::backup);
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
        boolean another = mustGiveWay(goal) || !located.certain();
        if (run.compares() && !another && !held.isApplied()) {
            // Whatever a device held: it is the goal that it is compared with.
            Held read = held.basis() instanceof Basis.Unwatched unwatched
                    ? held.with(new Basis.Distrusted(unwatched.why()))
                    : held;
            return Comparing.enter(
                    run.untroubled(), read, goal.or(held::manifest).orElseThrow());
        }
        if (goal.isEmpty() && alreadyHolds(held)) {
            return Watching.orEnd(run, held);
        }
        Plan plan = (another
                        ? Believing.plan(held, Optional.empty(), located.base()).asDetour()
                        : Believing.plan(held, goal, located.base()))
                .first(run.follows())
                .readAgain(isInDoubt(run));
        if (!held.hasRoomFor(plan.goal())) {
            // Before anything is claimed of it: what it is enlarged by holds nobody knows what. It is opened anew then.
            return Waiting.orEnd(run, Optional.empty(), tooSmall(plan.goal()));
        }
        plan = plan.by(way(plan));
        if (plan.isApplied() && (run.compares() || !isWanted(plan.goal()))) {
            plan = plan.asDetour();
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
        if (held.isApplied() && !(event.exit() instanceof Exit.Suspend)) {
            return Transition.to(new Locating(run.wishes(event.exit()), held, found));
        }
        return event.exit().leave(run, held).after(new Effect.Forget(run.ticket()));
    }

    /** Takes a wish to pause back. */
    @Override
    public Transition on(Resume event) {
        return Transition.to(new Locating(run.resumes(), held, found));
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
        Optional<Instant> opened = held.manifest().flatMap(Manifest::snapshotAt);
        return !(run.order().goal() instanceof Goal.Exactly)
                && opened.isPresent()
                && found.snapshotAt().filter(at -> at.isBefore(opened.get())).isPresent();
    }

    /** A volume that holds a backup completely is kept at it, if the caller wants that. */
    private Way way(Plan plan) {
        if (held.isApplied()) {
            return new Way.Applying();
        }
        Optional<Manifest> base = held.claim().flatMap(Claim::complete);
        return base.isPresent() && run.order().options().staged()
                ? new Way.Staging(base.get(), plan.believed())
                : new Way.Direct();
    }

    /** Whether nothing has to be located once this one is reached. */
    private boolean isWanted(Manifest goal) {
        return run.follows()
                || run.order().goal() instanceof Goal.Exactly exactly
                        && exactly.backup().equals(goal.backup());
    }

    /** Whether another goal than the one found has to be finished first; one whose manifest was read anew is no other. */
    private boolean mustGiveWay(Optional<Manifest> found) {
        boolean first = held.basis() instanceof Basis.Remembered remembered && remembered.first()
                || held.basis() instanceof Basis.Compared compared && compared.first();
        return first
                && found.filter(goal -> isAnother(goal, held.manifest().orElseThrow()))
                        .isPresent();
    }

    private static boolean isAnother(Manifest found, Manifest begun) {
        return !found.backup().equals(begun.backup()) && !found.blocks().equals(begun.blocks());
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
        return held.basis() instanceof Basis.Made
                || held.basis() instanceof Basis.Remembered
                || held.basis() instanceof Basis.Compared;
    }

    static boolean alreadyHolds(Held held) {
        return held.isSure()
                && held.claim()
                        .filter(claim -> claim.standing() == Claim.Standing.RESTORED)
                        .isPresent();
    }

    @Override
    public Phase phase() {
        return Phase.LOCATING;
    }

    @Override
    public Optional<Held> known() {
        return Optional.of(held);
    }
}
