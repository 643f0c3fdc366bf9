package io.restorekit.testkit.net;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass between bytes. */
interface Pauses {
    /** The time that machines have. */
    Pauses REAL = new Pauses() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration time, CountDownLatch over) throws InterruptedException {
            over.await(time.toNanos(), TimeUnit.NANOSECONDS);
        }
    };

    /** As {@link System#nanoTime}. */
    long nanoTime();

    /** Waits so long, or until the latch opens. */
    void pause(Duration time, CountDownLatch over) throws InterruptedException;
}
