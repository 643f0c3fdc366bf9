package io.restorekit.engine;

/**
 * The threads of one restore, as a port. Work never throws. Thread-safe.
 */
public interface Workers {

    /** Runs work that calls the backup target. It may hang: it can be abandoned. */
    Call remote(Runnable work);

    /** Runs work on the volume or the checkpoint. Its threads are never interrupted. */
    void local(Runnable work);

    /** Runs one step of the state machine; steps run one at a time, in order. */
    void step(Runnable step);

    /** Calls that were abandoned and have not come back. */
    int lost();

    /** Runs {@code last} once all local work has returned; afterwards nothing runs any more. */
    void end(Runnable last);

    /** A call under way. */
    interface Call {
        /** Interrupts the call, then runs {@code ending}, both elsewhere: either may hang. Never waits, never throws. */
        void abandon(Runnable ending);
    }
}
