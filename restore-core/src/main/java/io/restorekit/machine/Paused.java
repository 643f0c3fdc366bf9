package io.restorekit.machine;

import io.restorekit.machine.Event.Resume;
import io.restorekit.machine.Event.Stop;
import java.util.Optional;

/**
 * Stopped by the caller. Holds nothing but what the last commit claims.
 *
 * <p>Resume → {@link Recovering}: a pause may last for days, and somebody may have used the volume meanwhile.
 *
 * @param held empty where the volume is not open yet
 */
public record Paused(Run run, Optional<Held> held) implements State {

    Paused(Run run, Held held) {
        this(run, Optional.of(held));
    }

    @Override
    public Transition on(Resume event) {
        return Recovering.enter(run.progressed());
    }

    @Override
    public Transition on(Stop event) {
        return Waiting.stop(run, held, event.exit());
    }
}
