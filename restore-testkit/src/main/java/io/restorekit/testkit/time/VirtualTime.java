package io.restorekit.testkit.time;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Time that passes only where nothing is left to do: one queue of what happens when, ordered by instant and then by the
 * order of planning. Hours pass in milliseconds, and the same plan happens in the same order each time.
 *
 * <pre>{@code
 * VirtualTime time = new VirtualTime();
 * time.after(Duration.ofMinutes(20), dns::comesBack);
 * time.until(restore::isOver);
 * }</pre>
 *
 * <p>Code that blocks takes part as a {@link SimulatedThread}. For one thread, which works the queue off; simulated threads
 * run only while it waits for them. Another thread that plans or sleeps meanwhile is refused.
 */
public final class VirtualTime implements AutoCloseable {
    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private final ThreadLocal<SimulatedThread> running = new ThreadLocal<>();
    private final List<SimulatedThread> threads = new ArrayList<>();
    private volatile Optional<Thread> worker = Optional.empty();
    private long now;
    private long planned;
    private long tasksRun;

    private record Entry(long at, long sequence, Runnable task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    /** Nothing is planned, and no time has passed. */
    public VirtualTime() {}

    /** Nanoseconds since the beginning. */
    public long now() {
        return now;
    }

    /** How many tasks have been run. */
    public long tasksRun() {
        return tasksRun;
    }

    /**
     * Plans a task for an instant, in nanoseconds since the beginning; one that has passed is now.
     *
     * @throws IllegalStateException on a thread that is not simulated, while another one works the queue off
     */
    public void at(long instant, Runnable task) {
        checkTurn();
        queue.add(new Entry(Math.max(now, instant), planned++, task));
    }

    /** Plans a task for so many nanoseconds later; beyond the end of time is at its end. */
    public void after(long nanos, Runnable task) {
        at(nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos, task);
    }

    /** Plans a task for later. */
    public void after(Duration delay, Runnable task) {
        after(delay.toNanos(), task);
    }

    /** Runs the next task at its instant; false if there is none. */
    public boolean runNext() {
        Entry next = queue.poll();
        if (next == null) {
            return false;
        }
        now = next.at();
        tasksRun++;
        Optional<Thread> before = worker;
        worker = Optional.of(Thread.currentThread());
        try {
            next.task().run();
        } finally {
            worker = before;
        }
        return true;
    }

    /** Runs task after task until that holds; false if nothing is left to do before. */
    public boolean until(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            if (!runNext()) {
                return false;
            }
        }
        return true;
    }

    /** Runs everything that is planned now for the time until then, and that instant itself. */
    public void pass(Duration time) {
        boolean[] passed = {false};
        after(time, () -> passed[0] = true);
        until(() -> passed[0]);
    }

    /**
     * Blocks for so long: in a simulated thread others run meanwhile; on the thread that works the queue off this is
     * {@link #pass}.
     *
     * @throws ProcessDied in a simulated thread that was killed
     * @throws IllegalStateException on any other thread, while one works the queue off
     */
    public void sleep(Duration time) {
        Optional<SimulatedThread> thread = Optional.ofNullable(running.get());
        if (thread.isPresent()) {
            thread.get().sleep(time.toNanos());
        } else {
            checkTurn();
            pass(time);
        }
    }

    private void checkTurn() {
        boolean mayPlan = worker.isEmpty() || worker.get() == Thread.currentThread() || running.get() != null;
        if (!mayPlan) {
            throw new IllegalStateException("thread " + Thread.currentThread().getName()
                    + " is no simulated one, and must not take part in virtual time");
        }
    }

    /** Kills all simulated threads: whoever waits in one for time that no longer passes has done so for good. */
    @Override
    public void close() {
        threads.forEach(SimulatedThread::kill);
        threads.clear();
    }

    /** A clock that tells this time; it began on the first of March 2026. */
    public Clock clock() {
        return new VirtualClock(this);
    }

    void begins(SimulatedThread thread) {
        threads.removeIf(SimulatedThread::isOver);
        threads.add(thread);
    }

    void runs(SimulatedThread thread) {
        running.set(thread);
    }
}
