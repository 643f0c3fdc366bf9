package io.restorekit.machine;

import io.restorekit.api.Phase;
import io.restorekit.machine.Event.Resume;
import io.restorekit.machine.Event.Stop;
import java.util.Optional;

/**
 * Stopped by the caller. Holds nothing but what the last commit claims.
 *
 * <p>Resume → {@link Locating}, or {@link Recovering} where the volume is not open yet.
 *
 * @param held empty where the volume is not open yet
 */
public record Paused(Run run, Optional<Held> held) implements State {

    Paused(Run run, Held held) {
        this(run, Optional.of(held));
    }

    @Override
    public Transition on(Resume event) {
        Run again = run.progressed();
        return held.map(known -> Locating.enter(again, known)).orElseGet(() -> Recovering.enter(again));
    }

    @Override
    public Transition on(Stop event) {
        // An activation that is refused leads back here.
        Run paused = event.exit() instanceof Exit.Activate ? run.wishes(new Exit.Pause()) : run;
        return Waiting.stop(paused, held, event.exit());
    }

    @Override
    public Phase phase() {
        return Phase.PAUSED;
    }

    @Override
    public Optional<Held> known() {
        return held;
    }
}
