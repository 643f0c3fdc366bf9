package io.restorekit.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * Takes the backups' lock away when a restore ends, if that can be done soon; otherwise it expires. A restore that ends,
 * perhaps because it was cancelled, waits no longer for the backup target than this.
 */
final class LockRelease {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private LockRelease() {}

    /** Then runs {@code then}, once. */
    static void run(Surroundings around, Runnable then) {
        Optional<TargetGate.Permit> permit =
                around.lock().isThere() ? around.gate().tryPass() : Optional.empty();
        if (permit.isEmpty()) {
            then.run();
            return;
        }
        RemoteCall call = new RemoteCall(permit.get());
        Runnable finish = () -> {
            call.permit().release();
            then.run();
        };
        call.watch(around.time(), PATIENCE, finish);
        try {
            call.runsOn(around.workers().remote(() -> {
                release(around);
                finishOnce(call, finish);
            }));
        } catch (RuntimeException | Error e) {
            finishOnce(call, finish);
        }
    }

    private static void release(Surroundings around) {
        try {
            around.lock().release();
        } catch (Throwable e) {
            RestoreLoop.LOG.debug("the lock of the backups stays until it has expired", e);
        }
    }

    private static void finishOnce(RemoteCall call, Runnable finish) {
        if (call.close()) {
            finish.run();
        }
    }
}
