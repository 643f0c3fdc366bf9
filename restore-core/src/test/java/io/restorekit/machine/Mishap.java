package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.api.Failure.Kind;

/** What can go wrong, as the machine is told of it. */
final class Mishap {
    private Mishap() {}

    static Event.Failed failed(long ticket, Kind kind) {
        return new Event.Failed(ticket, failure(kind), false);
    }

    /** Nothing was tried: the gate was shut. */
    static Event.Failed heldBack(long ticket) {
        return new Event.Failed(ticket, failure(Kind.REFUSED), true, false);
    }

    static Failure failure(Kind kind) {
        return new Failure(kind, "what", "advice");
    }
}
