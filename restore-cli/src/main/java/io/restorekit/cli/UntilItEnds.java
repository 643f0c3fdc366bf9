package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreStatus;

/** Tells how a restore goes, until it ends or a signal suspends it. */
final class UntilItEnds {
    private UntilItEnds() {}

    /** Begins a restore. */
    interface Beginning {
        Restore begin(RestoreListener listener) throws RestoreException;
    }

    /** Returns the exit code. */
    static int run(RestoreEngine engine, Report report, Beginning beginning) throws RestoreException {
        Restore restore = beginning.begin(listener(report));
        try (Signals signals = Signals.suspend(engine, restore)) {
            Outcome outcome = restore.outcome().toCompletableFuture().join();
            report.ended(outcome);
            return signals.exitCode(ExitCode.of(outcome)).code();
        }
    }

    /** Told how it goes, but not of the end. */
    static RestoreListener listener(Report report) {
        return new RestoreListener() {
            @Override
            public void changed(RestoreStatus status) {
                report.changed(status);
            }
        };
    }
}
