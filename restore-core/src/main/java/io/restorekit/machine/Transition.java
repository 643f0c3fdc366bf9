package io.restorekit.machine;

import java.util.List;

/** The state after an event, and what is to be done now, in this order. */
public record Transition(State state, List<Effect> effects) {

    public Transition {
        effects = List.copyOf(effects);
    }

    static Transition to(State state, Effect... effects) {
        return new Transition(state, List.of(effects));
    }
}
