package io.restorekit.testkit.sim;

import io.restorekit.engine.Time;
import java.time.Clock;
import java.time.Duration;

/** The engine's time in one process. */
final class VirtualTime implements Time {
    private final Agenda agenda;
    private final Process process;
    private final WallClock wall;

    VirtualTime(Agenda agenda, Process process, WallClock wall) {
        this.agenda = agenda;
        this.process = process;
        this.wall = wall;
    }

    @Override
    public long nanos() {
        return agenda.now();
    }

    @Override
    public Clock clock() {
        return wall;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        boolean[] cancelled = {false};
        process.after(delay.toNanos(), () -> {
            if (!cancelled[0]) {
                task.run();
            }
        });
        return () -> cancelled[0] = true;
    }
}
