package io.restorekit.testkit.sim;

import java.util.random.RandomGenerator;

/** The weather over the backup target, the same for every process, and how often each trouble has come of it. */
final class Sky {
    private static final long SECOND = 1_000_000_000L;
    private static final long SHORTEST_HANG = 31 * SECOND;
    private static final long LONGEST_HANG = 7_200 * SECOND;

    private final Tally tally;
    private Weather weather = Weather.CLEAR;
    private long longestHang = LONGEST_HANG;

    Sky(Tally tally) {
        this.tally = tally;
    }

    void turns(Weather to) {
        weather = to;
    }

    /** From now on a call that hangs does so for two minutes at most. */
    void settles() {
        longestHang = 120 * SECOND;
    }

    Weather weather() {
        return weather;
    }

    Trouble next(RandomGenerator random) {
        Trouble trouble = weather.next(random);
        tally.count(trouble);
        return trouble;
    }

    long hang(RandomGenerator random) {
        return random.nextLong(SHORTEST_HANG, longestHang);
    }
}
