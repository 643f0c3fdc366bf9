package io.restorekit.testkit.sim.store;

/**
 * What becomes of one call, decided when it begins.
 *
 * @param nanos until it answers
 * @param heedsAbort whether it fails at once when it is given up, or stays in the dark until its time
 */
public record Fate(Trouble trouble, long nanos, boolean heedsAbort) {
    public static final Fate GIVEN_UP = new Fate(Trouble.TIMED_OUT, 0, true);
}
