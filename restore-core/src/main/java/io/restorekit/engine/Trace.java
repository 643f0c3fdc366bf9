package io.restorekit.engine;

import io.restorekit.machine.Event;
import io.restorekit.machine.State;

/** Is told of every event that the machine took, on the thread of the loop. */
public interface Trace {
    void moved(State from, Event event, State to);
}
