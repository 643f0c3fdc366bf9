package io.restorekit.testkit.dns;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who wants to hear of outages. Thread-safe. */
final class OutageListeners {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    void add(Runnable listener) {
        listeners.add(listener);
    }

    void tell() {
        runAll(listeners);
    }

    /** Runs all of them, on this thread; then throws what the first threw that failed. */
    static void runAll(List<Runnable> tasks) {
        Optional<Throwable> failure = Optional.empty();
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                failure.ifPresent(first -> first.addSuppressed(e));
                failure = failure.or(() -> Optional.of(e));
            }
        }
        if (failure.isPresent() && failure.get() instanceof Error error) {
            throw error;
        }
        if (failure.isPresent()) {
            throw (RuntimeException) failure.get();
        }
    }
}
