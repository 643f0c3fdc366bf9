package io.restorekit.testkit.sim;

import java.util.PriorityQueue;

/**
 * What happens when, in virtual time: one queue, ordered by instant and then by the order of planning, worked off by one
 * thread.
 */
final class Agenda {
    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private long now;
    private long planned;
    private long run;

    private record Entry(long at, long sequence, Runnable task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    /** Nanoseconds since the world began. */
    long now() {
        return now;
    }

    /** How many tasks have been run. */
    long run() {
        return run;
    }

    void at(long instant, Runnable task) {
        queue.add(new Entry(Math.max(now, instant), planned++, task));
    }

    void after(long nanos, Runnable task) {
        at(now + nanos, task);
    }

    /** Runs the next task at its instant; false if there is none. */
    boolean runNext() {
        Entry next = queue.poll();
        if (next == null) {
            return false;
        }
        now = next.at();
        run++;
        next.task().run();
        return true;
    }
}
