package io.restorekit.testkit.scenario.restore;

import java.util.Optional;

/**
 * One process with one restore in it. Of one that lives in simulated time everything is called on the thread that works the
 * time off.
 */
public interface RestoreRun {

    /** How far it is, by its own word; of one that ended or died, the last that it said. */
    Progress progress();

    /** How it ended, by its own word; empty while it is under way, and for one that was killed before. */
    Optional<RestoreEnding> ending();

    /** As SIGKILL: it does nothing any more. */
    void kill();

    /** As SIGSTOP. */
    void freeze();

    /** As SIGCONT. */
    void thaw();

    /**
     * Asks it to end without restoring.
     *
     * @throws UnsupportedOperationException if it does not offer that
     */
    default void cancel() {
        throw new UnsupportedOperationException("it cannot be cancelled");
    }

    /**
     * The volume is needed: asks it to end, and to say which backup it leaves the volume at.
     *
     * @throws UnsupportedOperationException if it does not follow
     */
    default void activate() {
        throw new UnsupportedOperationException("it does not follow");
    }
}
