package io.restorekit.engine;

import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreStatus;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * Tells a listener what happens, one call at a time, off the loop. While the listener is busy, progress of the same phase
 * replaces progress not told yet; changes of phase or reason queue up. Thread-safe.
 */
final class Notifier {
    private final RestoreListener listener;
    private final Executor thread;
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private RestoreStatus newest = StatusView.first();
    private boolean newestWaits;
    private boolean busy;
    private boolean over;

    Notifier(RestoreListener listener, Executor thread) {
        this.listener = listener;
        this.thread = thread;
    }

    /** Nothing is told after the end. */
    synchronized void changed(RestoreStatus status) {
        if (over) {
            return;
        }
        if (newestWaits && !differs(newest, status)) {
            newest = status;
            return;
        }
        if (newestWaits) {
            RestoreStatus told = newest;
            queue.pollLast();
            queue.addLast(() -> listener.changed(told));
        }
        newest = status;
        newestWaits = true;
        queue.addLast(this::tellNewest);
        wake();
    }

    synchronized void ended(Outcome outcome, Runnable afterwards) {
        over = true;
        queue.addLast(() -> listener.ended(outcome));
        queue.addLast(afterwards);
        wake();
    }

    private void tellNewest() {
        RestoreStatus status;
        synchronized (this) {
            newestWaits = false;
            status = newest;
        }
        listener.changed(status);
    }

    private void wake() {
        if (!busy) {
            busy = true;
            thread.execute(this::tellAll);
        }
    }

    private void tellAll() {
        while (true) {
            Runnable next;
            synchronized (this) {
                next = queue.pollFirst();
                if (next == null) {
                    busy = false;
                    return;
                }
            }
            try {
                next.run();
            } catch (Throwable e) {
                RestoreLoop.LOG.warn("a listener threw; the restore goes on", e);
            }
        }
    }

    private static boolean differs(RestoreStatus one, RestoreStatus other) {
        return one.phase() != other.phase()
                || !one.reason().equals(other.reason())
                || one.needsAttention() != other.needsAttention();
    }
}
