package io.restorekit.nfs.real;

import io.restorekit.api.Failure;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What a restore says of itself, from its beginning; a test waits in it for what has to come. */
public final class Story implements RestoreListener {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final List<RestoreStatus> told = new ArrayList<>();

    @Override
    public synchronized void changed(RestoreStatus status) {
        told.add(status);
        notifyAll();
    }

    public synchronized List<RestoreStatus> told() {
        return List.copyOf(told);
    }

    /** Returns the first status of this sort, whether it came already or is still to come. */
    public synchronized RestoreStatus await(Predicate<RestoreStatus> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int seen = 0;
        while (true) {
            for (; seen < told.size(); seen++) {
                if (wanted.test(told.get(seen))) {
                    return told.get(seen);
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("it did not come: " + told);
            }
            wait(left);
        }
    }

    /** The middle: something is written, and something is left. */
    public RestoreStatus awaitMiddle() throws InterruptedException {
        return await(status -> status.phase() == Phase.TRANSFERRING
                && status.doneBytes() > 0
                && status.doneBytes() < status.totalBytes());
    }

    public RestoreStatus awaitWaiting(Failure.Kind reason) throws InterruptedException {
        return await(status -> waits(status, reason));
    }

    public static boolean waits(RestoreStatus status, Failure.Kind reason) {
        return status.phase() == Phase.WAITING
                && status.reason().filter(why -> why.kind() == reason).isPresent();
    }
}
