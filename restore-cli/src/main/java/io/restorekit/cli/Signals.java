package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Restore;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes SIGTERM and SIGINT drain and commit, and then end the process with exit code 3. The JVM runs shutdown hooks for a
 * signal and would exit with 128 + its number; the hook waits until everything is reported and halts with our code.
 */
final class Signals implements AutoCloseable {
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook;

    private Signals(RestoreEngine engine) {
        hook = new Thread(() -> drain(engine), "restore-signal");
    }

    static Signals suspend(RestoreEngine engine, Restore restore) {
        Signals signals = new Signals(engine);
        try {
            Runtime.getRuntime().addShutdownHook(signals.hook);
        } catch (IllegalStateException e) {
            restore.cancel();
        }
        return signals;
    }

    /** The outcome has been reported; a signal that came meanwhile ends the process here. */
    ExitCode exitCode(ExitCode code) {
        if (signalled.get()) {
            reported.countDown();
        }
        return code;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            reported.countDown();
        }
    }

    private void drain(RestoreEngine engine) {
        signalled.set(true);
        engine.close();
        try {
            reported.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.SUSPENDED.code());
    }
}
