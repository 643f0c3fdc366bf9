package io.restorekit.testkit.scenario.play;

import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** The backups of a chain that were made, counted from 1: the first of them. */
final class MadeBackups {
    private final ScenarioStore store;
    private final Set<Integer> gone = new HashSet<>();
    private int made;

    MadeBackups(ScenarioStore store, int made) {
        this.store = store;
        this.made = made;
    }

    /** All that lies in the store. */
    Map<String, byte[]> objects() {
        return store.objects(made);
    }

    /** One more is made: gives what that writes. */
    Map<String, byte[]> next() {
        made++;
        return store.written(made);
    }

    int newest() {
        return made;
    }

    /** Somebody takes this one away. */
    void loses(int backup) {
        gone.add(backup);
    }

    /** All are there again. */
    void areBack() {
        gone.clear();
    }

    /** The newest of those that are still there. */
    int newestThere() {
        return IntStream.rangeClosed(1, made)
                .filter(backup -> !gone.contains(backup))
                .max()
                .orElse(1);
    }

    /** The number of the one that is called so; empty if none is. */
    OptionalInt number(String name) {
        OptionalInt number = store.number(name);
        return number.isPresent() && number.getAsInt() <= made ? number : OptionalInt.empty();
    }
}
