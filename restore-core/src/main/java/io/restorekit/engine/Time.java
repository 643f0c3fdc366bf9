package io.restorekit.engine;

import java.time.Clock;
import java.time.Duration;

/** Time, as a port. Waits run on the monotonic clock. Thread-safe. */
public interface Time {

    /** Monotonic. */
    long nanos();

    /** Wall time. */
    Clock clock();

    /** Runs a short task later, on a thread of the port. */
    Timer after(Duration delay, Runnable task);

    /** A task to come. */
    interface Timer {
        /** The task will not run, unless it has begun. */
        void cancel();
    }
}
