package io.restorekit.testkit.time;

/**
 * Thrown out of every call that takes time, in a {@link SimulatedThread} that was killed: the code's way out. A process that
 * dies runs none of its own code any more; here {@code finally} blocks do run, and what they do to a simulated disk is
 * refused there.
 */
public final class ProcessDied extends Error {
    private static final long serialVersionUID = 1;

    ProcessDied(String name) {
        super(name + " was killed", null, false, false);
    }
}
