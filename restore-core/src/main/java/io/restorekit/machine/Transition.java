package io.restorekit.machine;

import java.util.ArrayList;
import java.util.List;

/** The state after an event, and what is to be done now, in this order. */
public record Transition(State state, List<Effect> effects) {

    public Transition {
        effects = List.copyOf(effects);
    }

    /** The same, with an effect before its own. */
    Transition after(Effect first) {
        List<Effect> all = new ArrayList<>(List.of(first));
        all.addAll(effects);
        return new Transition(state, all);
    }

    static Transition to(State state, Effect... effects) {
        return new Transition(state, List.of(effects));
    }
}
