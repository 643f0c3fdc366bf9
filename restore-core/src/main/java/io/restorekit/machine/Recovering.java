package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.api.Phase;
import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Recovered;
import io.restorekit.machine.Event.Resume;
import io.restorekit.machine.Event.Stop;
import java.util.Optional;

/**
 * Taking ownership, opening the volume, loading the checkpoint. One such effect is outstanding at most: a wish to pause
 * or to activate is kept until it has been answered.
 *
 * <p>Recovered → {@link Locating}. Failed → {@link Waiting} or {@link Ended}, by the verdict. Cancelled or suspended →
 * {@link Ended} at once.
 *
 * <p>Somebody else who has the volume ends only who never had it: a verification, for instance, takes it for a while.
 *
 * @param wish to pause or to activate
 */
public record Recovering(Run run, Optional<Exit> wish) implements State {
    /** The ticket of the first try. */
    private static final long FIRST = 1;

    static Transition enter(Run before) {
        Run run = before.anew();
        return Transition.to(new Recovering(run, Optional.empty()), new Effect.Recover(run.ticket()));
    }

    /** In order to leave again at once. */
    static Transition enter(Run before, Exit wish) {
        Run run = before.anew();
        return Transition.to(new Recovering(run, Optional.of(wish)), new Effect.Recover(run.ticket()));
    }

    @Override
    public Transition on(Recovered event) {
        if (event.ticket() != run.ticket()) {
            return Transition.to(this);
        }
        Held found = run.follows() ? event.held().first() : event.held();
        if (run.follows() && found.basis() instanceof Basis.Distrusted distrusted) {
            if (isAsked()) {
                return Activating.refuse(run, Optional.empty(), changed(distrusted.why()));
            }
            if (wish.filter(Exit.Pause.class::isInstance).isPresent()) {
                return Transition.to(new Paused(run, Optional.empty()));
            }
            return Waiting.orEnd(run, Optional.empty(), changed(distrusted.why()));
        }
        return wish.isPresent() ? wish.get().leave(run, found) : Locating.enter(run, found);
    }

    @Override
    public Transition on(Failed event) {
        if (event.ticket() != run.ticket()) {
            return Transition.to(this);
        }
        if (run.follows() && isAsked()) {
            return Activating.refuse(run, Optional.empty(), event.failure());
        }
        if (event.failure().kind() == Failure.Kind.VOLUME_BUSY && run.ticket() > FIRST && wish.isEmpty()) {
            return Waiting.longer(run, event.failure());
        }
        boolean fatal = Verdict.of(event.failure().kind()) == Verdict.FAIL;
        return wish.filter(Exit.Pause.class::isInstance).isPresent() && !fatal
                ? Transition.to(new Paused(run, Optional.empty()))
                : Waiting.orEnd(asked(), Optional.empty(), event.failure());
    }

    @Override
    public Transition on(Stop event) {
        Exit latest = wish.map(earlier -> earlier.or(event.exit())).orElse(event.exit());
        return latest instanceof Exit.Pause || latest instanceof Exit.Activate
                ? Transition.to(new Recovering(keepsPaused(event.exit()), Optional.of(latest)))
                : Waiting.stop(run, Optional.empty(), event.exit());
    }

    @Override
    public Transition on(Resume event) {
        return Transition.to(new Recovering(run, wish.filter(kept -> !(kept instanceof Exit.Pause))));
    }

    /** Who wants to activate is answered, whatever comes. */
    private Run asked() {
        return isAsked() ? run.wishes(wish.orElseThrow()) : run;
    }

    private boolean isAsked() {
        return wish.filter(Exit.Activate.class::isInstance).isPresent();
    }

    /** An activation that is refused leads back to the pause. */
    private Run keepsPaused(Exit later) {
        return later instanceof Exit.Activate
                ? wish.filter(Exit.Pause.class::isInstance).map(run::wishes).orElse(run)
                : run;
    }

    /** Whoever has it may live on it: it is not measured over. */
    static Failure changed(String why) {
        return new Failure(
                Failure.Kind.VOLUME_CHANGED,
                "the volume is not followed any more: " + why,
                "whoever has written may need it; to overwrite it, restore with its state discarded and its content unknown");
    }

    @Override
    public Phase phase() {
        return Phase.RECOVERING;
    }
}
