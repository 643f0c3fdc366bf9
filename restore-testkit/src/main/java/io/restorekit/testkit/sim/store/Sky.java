package io.restorekit.testkit.sim.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The weather over the backup target, the same for every process, and how often each trouble has come of it. */
public final class Sky {
    private static final long SECOND = 1_000_000_000L;
    private static final long SHORTEST_HANG = 31 * SECOND;
    private static final long LONGEST_HANG = 7_200 * SECOND;

    private final Consumer<String> tally;
    private final Map<Trouble, Integer> seen = new EnumMap<>(Trouble.class);
    private final Map<String, Integer> damaged = new HashMap<>();
    private Weather weather = Weather.CLEAR;
    private final List<Spell> spells = new ArrayList<>();
    private Spell curse = Spell.over(key -> false, Trouble.NONE, 0);
    private BiConsumer<String, Integer> given = (key, bytes) -> {};
    private int calls;
    private int asked;
    private long longestHang = LONGEST_HANG;

    /**
     * @param tally is told of everything that happens, by name
     */
    public Sky(Consumer<String> tally) {
        this.tally = tally;
    }

    public void turns(Weather to) {
        weather = to;
    }

    /** No curse any more; from now on a call that hangs does so for two minutes at most. */
    public void settles() {
        curses("", Trouble.NONE);
        longestHang = 120 * SECOND;
    }

    public Weather weather() {
        return weather;
    }

    public Trouble next(RandomGenerator random) {
        calls++;
        Optional<Spell> spell = spells.stream().filter(Spell::isOverAll).findFirst();
        return happens(spell.isPresent() ? spell.get().comes() : weather.next(random));
    }

    /** From now on this befalls whatever it is over, the oldest spell first. */
    public void casts(Spell spell) {
        spells.add(spell);
    }

    /** It befalls nothing any more. */
    public void lifts(Spell spell) {
        spells.remove(spell);
    }

    /** From now on this befalls every call that reads this object, and nothing else does but the weather. */
    public void curses(String key, Trouble trouble) {
        lifts(curse);
        curse = Spell.over(key::equals, trouble, Integer.MAX_VALUE);
        casts(curse);
    }

    /** What befalls the reading of an object in a call that meets no other trouble. */
    Trouble over(String key) {
        return spells.stream()
                .filter(spell -> spell.isOver(key))
                .findFirst()
                .map(spell -> happens(spell.comes()))
                .orElse(Trouble.NONE);
    }

    /** Somebody wants to be told of every object that is answered whole, and how many bytes it has. */
    public void tells(BiConsumer<String, Integer> listener) {
        given = listener;
    }

    /** An object is answered whole. */
    void gives(String key, int bytes) {
        given.accept(key, bytes);
    }

    /** An object is asked for. */
    public void sees(String key) {
        asked += key.endsWith(".blk") ? 1 : 0;
    }

    /** An object is answered that is damaged on its way. */
    public void seesDamaged(String key) {
        damaged.merge(key, 1, Integer::sum);
    }

    /** Whether some config was damaged on its way more than once. */
    public boolean hasDamagedAConfigTwice() {
        return damaged.entrySet().stream().anyMatch(one -> one.getKey().endsWith(".cfg") && one.getValue() > 1);
    }

    public void seesLateAnswer() {
        tally.accept("Answer.after it was given up");
    }

    /** How many calls have begun. */
    public int calls() {
        return calls;
    }

    /** How often blocks were asked for. */
    public int blocksAsked() {
        return asked;
    }

    /** How often that has happened. */
    public int seen(Trouble trouble) {
        return seen.getOrDefault(trouble, 0);
    }

    private Trouble happens(Trouble trouble) {
        tally.accept("Trouble." + trouble);
        seen.merge(trouble, 1, Integer::sum);
        return trouble;
    }

    public long hang(RandomGenerator random) {
        return random.nextLong(SHORTEST_HANG, longestHang);
    }
}
