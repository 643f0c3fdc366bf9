package io.restorekit.machine;

import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;

/** Over. Nothing changes it. */
public record Ended(Run run, Outcome outcome) implements State {

    static Transition enter(Run run, Outcome outcome) {
        return Transition.to(new Ended(run, outcome), new Effect.End(outcome));
    }

    @Override
    public Phase phase() {
        return Phase.ENDED;
    }
}
