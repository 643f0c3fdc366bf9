package io.restorekit.testkit.sim.store;

import java.util.Optional;
import java.util.function.Predicate;

/** Trouble that befalls certain calls, whatever the weather, until it is lifted or has come often enough. */
public final class Spell {
    private final Trouble trouble;
    private final Optional<Predicate<String>> keys;
    private int left;
    private int fired;

    private Spell(Trouble trouble, Optional<Predicate<String>> keys, int times) {
        this.trouble = trouble;
        this.keys = keys;
        this.left = times;
    }

    /** Over every call. */
    public static Spell overAll(Trouble trouble) {
        return new Spell(trouble, Optional.empty(), Integer.MAX_VALUE);
    }

    /** Over so many readings of such objects. */
    public static Spell over(Predicate<String> keys, Trouble trouble, int times) {
        return new Spell(trouble, Optional.of(keys), times);
    }

    /** How often it has come. */
    public int fired() {
        return fired;
    }

    boolean isOverAll() {
        return keys.isEmpty();
    }

    boolean isOver(String key) {
        return left > 0 && keys.filter(over -> over.test(key)).isPresent();
    }

    Trouble comes() {
        left--;
        fired++;
        return trouble;
    }
}
