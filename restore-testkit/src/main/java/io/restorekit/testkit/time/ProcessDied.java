package io.restorekit.testkit.time;

/**
 * Thrown out of every call that takes time, in a {@link SimulatedThread} that was killed, and out of a simulated disk that
 * code without power tries again and again: the code's way out. A process that dies runs none of its own code any more;
 * here {@code finally} blocks do run, and what they do to a simulated disk is refused there.
 */
public final class ProcessDied extends Error {
    private static final long serialVersionUID = 1;

    /** @param why for people */
    public ProcessDied(String why) {
        super(why, null, false, false);
    }
}
