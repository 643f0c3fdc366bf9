package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Restore;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/**
 * Makes SIGTERM and SIGINT drain, commit and report. For a signal the JVM runs shutdown hooks and would then exit with
 * 128 + its number; the hook waits until the outcome is reported and halts with the code of that outcome: 3 for a restore
 * that the signal suspended, and what was reported for one that ended by itself meanwhile.
 */
final class Signals implements AutoCloseable {
    private final CountDownLatch reported = new CountDownLatch(1);
    private final AutoCloseable engine;
    private final IntConsumer halt;
    private final Thread hook = new Thread(this::drain, "restore-signal");

    /** Read by the hook after the latch. */
    private ExitCode code = ExitCode.FAILED;

    /**
     * @param engine whose close suspends its restores
     * @param halt ends the process
     */
    Signals(AutoCloseable engine, IntConsumer halt) {
        this.engine = engine;
        this.halt = halt;
    }

    static Signals suspend(RestoreEngine engine, Restore restore) {
        Signals signals = new Signals(engine, Runtime.getRuntime()::halt);
        try {
            Runtime.getRuntime().addShutdownHook(signals.hook);
        } catch (IllegalStateException e) {
            restore.cancel();
        }
        return signals;
    }

    /** The outcome has been reported with this code. */
    ExitCode exitCode(ExitCode told) {
        code = told;
        return told;
    }

    /** Nothing more is reported: a signal that came meanwhile ends the process here. */
    @Override
    public void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook runs, and halts.
        }
    }

    /** What the hook does. */
    void drain() {
        try {
            engine.close();
            reported.await();
            halt.accept(code.code());
        } catch (Exception e) {
            halt.accept(ExitCode.FAILED.code());
        }
    }
}
