package io.restorekit.testkit.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The lines so far; lets threads wait for the next. Thread-safe. */
final class OutputLines {
    private final List<OutputLine> lines = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private int openStreams = 2;

    void add(OutputLine line) {
        locked(() -> lines.add(line));
    }

    void streamEnded() {
        locked(() -> openStreams--);
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
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
