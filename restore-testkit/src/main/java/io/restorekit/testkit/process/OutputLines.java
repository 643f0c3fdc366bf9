package io.restorekit.testkit.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The lines so far; lets threads wait for the next. Thread-safe. */
final class OutputLines {
    private static final int WAITS = 20;

    private final List<OutputLine> lines = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private long stirredAt = System.nanoTime();
    private int openStreams = 2;
    private int coming;

    /** A line was read, and is looked at before it is added. */
    void comes() {
        locked(() -> coming++);
    }

    void add(OutputLine line) {
        locked(() -> {
            coming--;
            lines.add(line);
        });
    }

    /** Something happened: what is still to come may take a while from now on. */
    void stirs() {
        locked(() -> {});
    }

    /** Whether nothing has happened for so long, and no line is looked at. */
    boolean isSilentFor(Duration time) {
        lock.lock();
        try {
            return coming == 0 && System.nanoTime() - stirredAt > time.toNanos();
        } finally {
            lock.unlock();
        }
    }

    void streamEnded() {
        locked(() -> openStreams--);
    }

    /** Whether no more lines can come. */
    boolean ended() {
        lock.lock();
        try {
            return openStreams == 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the end of the output, as long as something comes every now and then. Silence is told in many short waits: a
     * machine that stood still meanwhile is not taken for it.
     */
    void awaitEnd(Duration quiet, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        lock.lockInterruptibly();
        try {
            int silent = 0;
            while (openStreams > 0 && silent < WAITS && System.nanoTime() - end < 0) {
                boolean comes = more.await(quiet.toNanos() / WAITS, TimeUnit.NANOSECONDS) || coming > 0;
                silent = comes ? 0 : silent + 1;
            }
        } finally {
            lock.unlock();
        }
    }

    List<OutputLine> all() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    /** The first line that fits; empty if the output ended, or the time passed, without one. */
    Optional<OutputLine> await(Predicate<String> wanted, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        int seen = 0;
        lock.lockInterruptibly();
        try {
            while (true) {
                for (; seen < lines.size(); seen++) {
                    if (wanted.test(lines.get(seen).text())) {
                        return Optional.of(lines.get(seen));
                    }
                }
                if (left <= 0 || openStreams == 0) {
                    return Optional.empty();
                }
                left = more.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            stirredAt = System.nanoTime();
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
