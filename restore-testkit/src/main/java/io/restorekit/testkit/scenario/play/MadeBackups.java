package io.restorekit.testkit.scenario.play;

import java.util.Map;
import java.util.OptionalInt;

/** The backups of a chain that were made, counted from 1: the first of them. */
final class MadeBackups {
    private final ScenarioStore store;
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

    /** The number of the one that is called so; empty if none is. */
    OptionalInt number(String name) {
        OptionalInt number = store.number(name);
        return number.isPresent() && number.getAsInt() <= made ? number : OptionalInt.empty();
    }
}
