package io.restorekit.testkit.sim.store;

import java.util.List;

/** What can befall one call to the simulated backup target. */
public enum Trouble {
    NONE,
    NAME_NOT_RESOLVED,
    CONNECTION_FAILED,
    TIMED_OUT,
    SERVER_ERROR,
    /** Asks for fewer calls, and for how long. */
    THROTTLED,
    CLOCK_SKEW,
    /** A pool of ours is exhausted. */
    LOCAL,
    REFUSED,
    /** Every object is said to be missing, while listings still show it. */
    LYING_MISSING,
    /** Every object is missing and every folder empty, as an export that is not mounted. */
    UNMOUNTED,
    /** A listing of half a minute ago. */
    OLD_LISTING,
    /** The body ends before its length. */
    CUT,
    /** One byte of the body is wrong. */
    CORRUPT,
    /** A login page in place of a config. */
    PORTAL,
    /** The right place, over an address that nobody confirmed. */
    UNCONFIRMED,
    /** A wrong place, over an address that nobody confirmed. */
    WRONG_PLACE,
    /** Answers right, after most of the time that it has. */
    SLOW,
    /** Answers long after its deadline, or fails as soon as it is given up. */
    HANGS;

    /** Those that can befall one object for ever while all others are well. */
    public static final List<Trouble> OF_ONE_OBJECT = List.of(
            CONNECTION_FAILED,
            TIMED_OUT,
            SERVER_ERROR,
            THROTTLED,
            CLOCK_SKEW,
            LOCAL,
            REFUSED,
            LYING_MISSING,
            CUT,
            CORRUPT);
}
