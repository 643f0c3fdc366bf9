package io.restorekit.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a fetched block lies until it is written, under the ticket of its fetch. A forgotten ticket takes nothing: then
 * the thread that comes late keeps its buffer and gives it back itself. Each method is one atomic step.
 */
public final class Parking {
    private final Map<Long, Optional<Parked>> places = new HashMap<>();
    private final BufferPool buffers;

    public Parking(BufferPool buffers) {
        this.buffers = buffers;
    }

    /** A buffer, and how much of it means something. */
    public record Parked(byte[] buffer, int length) {}

    /** A fetch begins. */
    public synchronized void expect(long ticket) {
        places.put(ticket, Optional.empty());
    }

    /** Takes the buffer over, unless the ticket is forgotten: then the caller keeps it and this returns false. */
    public synchronized boolean park(long ticket, byte[] buffer, int length) {
        return places.computeIfPresent(ticket, (key, place) -> Optional.of(new Parked(buffer, length))) != null;
    }

    /** Hands the buffer to the caller, who owns it from now on. */
    public synchronized Optional<Parked> take(long ticket) {
        Optional<Parked> place = places.remove(ticket);
        return place == null ? Optional.empty() : place;
    }

    /** Nothing comes of this ticket any more. */
    public synchronized void forget(long ticket) {
        take(ticket).ifPresent(parked -> buffers.give(parked.buffer()));
    }
}
