package io.restorekit.machine;

import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Recovered;
import io.restorekit.machine.Event.Resume;
import io.restorekit.machine.Event.Stop;
import java.util.Optional;

/**
 * Taking ownership, opening the volume, loading the checkpoint. One such effect is outstanding at most: a wish to pause
 * is kept until it has been answered.
 *
 * <p>Recovered → {@link Locating}. Failed → {@link Waiting} or {@link Ended}, by the verdict. Cancelled or suspended →
 * {@link Ended} at once.
 *
 * @param pause a wish to pause
 */
public record Recovering(Run run, Optional<Exit> pause) implements State {

    static Transition enter(Run before) {
        Run run = before.next();
        return Transition.to(new Recovering(run, Optional.empty()), new Effect.Recover(run.ticket()));
    }

    @Override
    public Transition on(Recovered event) {
        if (event.ticket() != run.ticket()) {
            return Transition.to(this);
        }
        return pause.isPresent() ? pause.get().leave(run, event.held()) : Locating.enter(run, event.held());
    }

    @Override
    public Transition on(Failed event) {
        if (event.ticket() != run.ticket()) {
            return Transition.to(this);
        }
        boolean fatal = Verdict.of(event.failure().kind()) == Verdict.FAIL;
        return pause.isPresent() && !fatal
                ? Transition.to(new Paused(run, Optional.empty()))
                : Waiting.orEnd(run, Optional.empty(), event.failure());
    }

    @Override
    public Transition on(Stop event) {
        return event.exit() instanceof Exit.Pause
                ? Transition.to(new Recovering(run, Optional.of(event.exit())))
                : Waiting.stop(run, Optional.empty(), event.exit());
    }

    @Override
    public Transition on(Resume event) {
        return Transition.to(new Recovering(run, Optional.empty()));
    }
}
