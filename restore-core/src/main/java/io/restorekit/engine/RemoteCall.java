package io.restorekit.engine;

import io.restorekit.api.Failure;
import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.machine.Event;
import io.restorekit.target.TargetObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One call to the backup target: answered exactly once, by its own answer, by the deadline, or never (when forgotten).
 * The deadline moves on as long as bytes come. Thread-safe.
 */
final class RemoteCall implements Progress {
    /** A call that brings less than this in one deadline is given up. */
    private static final long LEAST_PROGRESS = 64 << 10;

    private final TargetGate.Permit permit;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicLong received = new AtomicLong();
    private Optional<TargetObject> object = Optional.empty();
    private Optional<Workers.Call> thread = Optional.empty();
    private Optional<Time.Timer> timer = Optional.empty();
    private Optional<Event> known = Optional.empty();
    private Optional<Consumer<TargetObject>> ending = Optional.empty();

    RemoteCall(TargetGate.Permit permit) {
        this.permit = permit;
    }

    TargetGate.Permit permit() {
        return permit;
    }

    /** Watches over the call: without progress for as long as {@code limit}, {@code late} is run once. */
    void watch(Time time, Duration limit, Runnable late) {
        watchFrom(time, limit, late, 0);
    }

    private synchronized void watchFrom(Time time, Duration limit, Runnable late, long before) {
        if (ending.isEmpty() && open.get()) {
            timer = Optional.of(time.after(limit, () -> {
                long now = received.get();
                if (now - before >= LEAST_PROGRESS) {
                    watchFrom(time, limit, late, now);
                } else if (close()) {
                    late.run();
                    end(TargetObject::late);
                }
            }));
        }
    }

    /** Claims the right to answer; true for the first caller alone. */
    boolean close() {
        boolean first = open.compareAndSet(true, false);
        if (first) {
            synchronized (this) {
                timer.ifPresent(Time.Timer::cancel);
            }
        }
        return first;
    }

    /** What it answers should the rest of its work, which it could do without, hang. */
    synchronized void knows(Event answer) {
        known = Optional.of(answer);
    }

    synchronized Optional<Event> known() {
        return known;
    }

    void runsOn(Workers.Call call) {
        boolean given;
        synchronized (this) {
            thread = Optional.of(call);
            given = ending.isPresent();
        }
        if (given) {
            call.abandon(this::endObject);
        }
    }

    /** Ends the call as early as the adapter lets it, and never waits for it. */
    void giveUp() {
        end(TargetObject::abort);
    }

    @Override
    public void received(int bytes) {
        received.addAndGet(bytes);
    }

    @Override
    public void reads(TargetObject next) {
        boolean given;
        synchronized (this) {
            object = Optional.of(next);
            given = ending.isPresent();
        }
        if (given) {
            endObject();
        }
    }

    private void end(Consumer<TargetObject> how) {
        Optional<Workers.Call> running;
        synchronized (this) {
            ending = Optional.of(how);
            running = thread;
        }
        running.ifPresent(call -> call.abandon(this::endObject));
    }

    /** What an adapter throws while it gives up is of no interest to anybody. */
    private void endObject() {
        Optional<TargetObject> read;
        Optional<Consumer<TargetObject>> how;
        synchronized (this) {
            read = object;
            how = ending;
        }
        try {
            read.ifPresent(how.orElseThrow());
        } catch (RuntimeException | Error e) {
            RestoreLoop.LOG.debug("a call to the backup target threw while it was given up", e);
        }
    }

    static Failure timedOut(String what, Duration limit) {
        return new Failure(
                Failure.Kind.UNAVAILABLE,
                what + " made no progress for " + limit.toSeconds() + " s",
                "waiting until the backup target is back");
    }
}
