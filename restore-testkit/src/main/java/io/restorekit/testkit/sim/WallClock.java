package io.restorekit.testkit.sim;

import io.restorekit.testkit.time.VirtualTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The wall clock of a host, which can jump. */
final class WallClock extends Clock {
    private static final Instant BEGINNING = Instant.parse("2026-03-01T00:00:00Z");

    private final VirtualTime agenda;
    private Duration jumped = Duration.ZERO;

    WallClock(VirtualTime agenda) {
        this.agenda = agenda;
    }

    void jump(Duration by) {
        jumped = jumped.plus(by);
    }

    @Override
    public Instant instant() {
        return BEGINNING.plusNanos(agenda.now()).plus(jumped);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
