package io.restorekit.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes when it is told to; timers run on the thread that tells it, in the order of their instants. */
final class FakeTime implements Time {
    private final List<Alarm> alarms = new ArrayList<>();
    private long now;

    private final class Alarm implements Timer {
        private final long at;
        private final Runnable task;

        Alarm(long at, Runnable task) {
            this.at = at;
            this.task = task;
        }

        @Override
        public void cancel() {
            alarms.remove(this);
        }
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Clock clock() {
        return Clock.fixed(Instant.EPOCH.plusNanos(now), ZoneOffset.UTC);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Alarm alarm = new Alarm(now + delay.toNanos(), task);
        alarms.add(alarm);
        return alarm;
    }

    void pass(Duration time) {
        long end = now + time.toNanos();
        while (true) {
            List<Alarm> due = alarms.stream()
                    .filter(alarm -> alarm.at <= end)
                    .sorted(Comparator.comparingLong(alarm -> alarm.at))
                    .toList();
            if (due.isEmpty()) {
                now = end;
                return;
            }
            Alarm next = due.get(0);
            alarms.remove(next);
            now = Math.max(now, next.at);
            next.task.run();
        }
    }

    /** As a process that was stopped sees it: only afterwards the timers run. */
    void jump(Duration time) {
        now += time.toNanos();
    }

    int timers() {
        return alarms.size();
    }
}
