package io.restorekit.testkit.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A kill that is planned, or has come. Thread-safe. */
public final class NodeKill {
    private final Predicate<String> line;
    private final CountDownLatch fired = new CountDownLatch(1);
    private volatile String at = "";

    NodeKill(Predicate<String> line) {
        this.line = line;
    }

    /** Whether it has come. */
    public boolean hasFired() {
        return fired.getCount() == 0;
    }

    /** The line at which it came; empty text if it has not. */
    public String at() {
        return at;
    }

    /**
     * Waits until it has come and the process has ended.
     *
     * @throws AssertionError if it does not come in time
     */
    public void await(Duration patience) throws InterruptedException {
        if (!fired.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError("the line at which to kill did not come within " + patience);
        }
    }

    boolean fits(String text) {
        return !hasFired() && line.test(text);
    }

    void comes(String text) {
        at = text;
        fired.countDown();
    }
}
