package io.restorekit.testkit.sim;

import java.util.Map;
import java.util.TreeMap;

/** How often each thing happened: what a campaign has never seen it has not tested. */
public final class Tally {
    private final Map<String, Long> counts = new TreeMap<>();

    /** Nothing has happened yet. */
    public Tally() {}

    void count(Enum<?> thing) {
        count(thing.getDeclaringClass().getSimpleName() + "." + thing.name());
    }

    void count(String thing) {
        counts.merge(thing, 1L, Long::sum);
    }

    /** Adds another tally to this one. */
    public void add(Tally other) {
        other.counts.forEach((thing, count) -> counts.merge(thing, count, Long::sum));
    }

    /** Zero for what never happened. */
    public long of(String thing) {
        return counts.getOrDefault(thing, 0L);
    }

    /** One line for each thing, in alphabetical order. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((thing, count) ->
                text.append(String.format("%-44s %,12d", thing, count)).append('\n'));
        return text.toString();
    }
}
