package io.restorekit.api;

import java.util.concurrent.CompletionStage;

/** A restore that is under way. Thread-safe; no method blocks. */
public interface Restore {

    RestoreStatus status();

    /** Lets writes land, commits, and stops until {@link #resume}. Never waits for a call to the backup target. */
    void pause();

    void resume();

    /** Lets writes land, commits, and ends as {@link Outcome.Cancelled}. Never waits for a call to the backup target. */
    void cancel();

    /** Looks at once whether what it waits for is back. */
    void retryNow();

    /** Completes when all threads have left the volume and its locks are free. Never completes exceptionally. */
    CompletionStage<Outcome> outcome();
}
