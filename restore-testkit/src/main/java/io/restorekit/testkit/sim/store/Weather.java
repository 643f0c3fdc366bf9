package io.restorekit.testkit.sim.store;

import java.util.List;
import java.util.random.RandomGenerator;

/** How the backup target fares for a while. */
public enum Weather {
    CLEAR(0, Trouble.NONE),
    DNS_AWAY(100, Trouble.NAME_NOT_RESOLVED),
    DOWN(100, Trouble.CONNECTION_FAILED, Trouble.TIMED_OUT),
    FLAKY(
            30,
            Trouble.CONNECTION_FAILED,
            Trouble.TIMED_OUT,
            Trouble.SERVER_ERROR,
            Trouble.CUT,
            Trouble.CORRUPT,
            Trouble.LOCAL),
    BUSY(70, Trouble.THROTTLED, Trouble.SERVER_ERROR),
    SKEWED(100, Trouble.CLOCK_SKEW),
    REFUSING(100, Trouble.REFUSED),
    LYING(100, Trouble.LYING_MISSING),
    UNMOUNTED(100, Trouble.UNMOUNTED),
    BEHIND(60, Trouble.OLD_LISTING),
    PORTAL(80, Trouble.PORTAL),
    UNCONFIRMED(90, Trouble.UNCONFIRMED, Trouble.UNCONFIRMED, Trouble.WRONG_PLACE),
    SLUGGISH(100, Trouble.SLOW),
    HUNG(60, Trouble.HANGS);

    private final int percent;
    private final List<Trouble> troubles;

    Weather(int percent, Trouble... troubles) {
        this.percent = percent;
        this.troubles = List.of(troubles);
    }

    /** What befalls the next call. */
    Trouble next(RandomGenerator random) {
        return random.nextInt(100) < percent ? troubles.get(random.nextInt(troubles.size())) : Trouble.NONE;
    }
}
