package io.restorekit.testkit.sim;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The weather over the backup target, the same for every process, and how often each trouble has come of it. */
final class Sky {
    private static final long SECOND = 1_000_000_000L;
    private static final long SHORTEST_HANG = 31 * SECOND;
    private static final long LONGEST_HANG = 7_200 * SECOND;

    private final Tally tally;
    private final Map<Trouble, Integer> seen = new EnumMap<>(Trouble.class);
    private final Map<String, Integer> damaged = new HashMap<>();
    private Weather weather = Weather.CLEAR;
    private String cursedKey = "";
    private Trouble curse = Trouble.NONE;
    private int calls;
    private int asked;
    private long longestHang = LONGEST_HANG;

    Sky(Tally tally) {
        this.tally = tally;
    }

    void turns(Weather to) {
        weather = to;
    }

    /** No curse any more; from now on a call that hangs does so for two minutes at most. */
    void settles() {
        curses("", Trouble.NONE);
        longestHang = 120 * SECOND;
    }

    Weather weather() {
        return weather;
    }

    Trouble next(RandomGenerator random) {
        calls++;
        return happens(weather.next(random));
    }

    /** From now on this befalls every call that reads this object, whatever the weather. */
    void curses(String key, Trouble trouble) {
        cursedKey = key;
        curse = trouble;
    }

    /** What befalls the reading of an object in a call that meets no other trouble. */
    Trouble over(String key) {
        return key.equals(cursedKey) ? happens(curse) : Trouble.NONE;
    }

    /** An object is asked for. */
    void sees(String key) {
        asked += key.endsWith(".blk") ? 1 : 0;
    }

    /** An object is answered that is damaged on its way. */
    void seesDamaged(String key) {
        damaged.merge(key, 1, Integer::sum);
    }

    /** Whether some config was damaged on its way more than once. */
    boolean hasDamagedAConfigTwice() {
        return damaged.entrySet().stream().anyMatch(one -> one.getKey().endsWith(".cfg") && one.getValue() > 1);
    }

    void seesLateAnswer() {
        tally.count("Answer.after it was given up");
    }

    /** How many calls have begun. */
    int calls() {
        return calls;
    }

    /** How often blocks were asked for. */
    int blocksAsked() {
        return asked;
    }

    /** How often that has happened. */
    int seen(Trouble trouble) {
        return seen.getOrDefault(trouble, 0);
    }

    private Trouble happens(Trouble trouble) {
        tally.count(trouble);
        seen.merge(trouble, 1, Integer::sum);
        return trouble;
    }

    long hang(RandomGenerator random) {
        return random.nextLong(SHORTEST_HANG, longestHang);
    }
}
