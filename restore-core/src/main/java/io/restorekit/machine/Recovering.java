package io.restorekit.machine;

import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Recovered;
import io.restorekit.machine.Event.Stop;

/**
 * Taking ownership, opening the volume, loading the checkpoint.
 *
 * <p>Recovered → {@link Locating}. Failed → {@link Waiting} or {@link Ended}, by the verdict.
 */
public record Recovering(Run run) implements State {

    static Transition enter(Run before) {
        Run run = before.next();
        return Transition.to(new Recovering(run), new Effect.Recover(run.ticket()));
    }

    @Override
    public Transition on(Recovered event) {
        return event.ticket() == run.ticket() ? Locating.enter(run, event.held()) : Transition.to(this);
    }

    @Override
    public Transition on(Failed event) {
        return event.ticket() == run.ticket()
                ? Waiting.orEnd(run, java.util.Optional.empty(), event.failure())
                : Transition.to(this);
    }

    /** A pause is obeyed once the volume is open. */
    @Override
    public Transition on(Stop event) {
        return Waiting.stop(run, java.util.Optional.empty(), event.exit());
    }
}
