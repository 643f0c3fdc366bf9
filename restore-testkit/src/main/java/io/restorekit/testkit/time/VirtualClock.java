package io.restorekit.testkit.time;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Tells virtual time as an instant. */
final class VirtualClock extends Clock {
    private static final Instant BEGINNING = Instant.parse("2026-03-01T00:00:00Z");

    private final VirtualTime time;
    private final ZoneId zone;

    VirtualClock(VirtualTime time) {
        this(time, ZoneOffset.UTC);
    }

    private VirtualClock(VirtualTime time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        return BEGINNING.plusNanos(time.now());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new VirtualClock(time, other);
    }
}
