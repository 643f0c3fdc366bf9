package io.restorekit.testkit.sim;

import io.restorekit.engine.Time;
import io.restorekit.testkit.time.VirtualTime;
import java.time.Clock;
import java.time.Duration;

/** The engine's time in one process. */
final class ProcessTime implements Time {
    private final VirtualTime agenda;
    private final Process process;
    private final WallClock wall;

    ProcessTime(VirtualTime agenda, Process process, WallClock wall) {
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
