package io.restorekit.api;

/**
 * Told what happens to a restore. Calls come one at a time and in order, on a thread of the engine that does nothing
 * else. A listener that is slow misses progress but never a change of {@link Phase} or of the reason for waiting.
 */
public interface RestoreListener {

    default void changed(RestoreStatus status) {}

    /** The last call. */
    default void ended(Outcome outcome) {}
}
