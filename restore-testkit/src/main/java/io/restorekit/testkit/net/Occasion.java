package io.restorekit.testkit.net;

import io.restorekit.testkit.fault.FaultRule;
import io.restorekit.testkit.fault.When;
import java.util.function.BiFunction;

/**
 * A moment, and how often something is to happen in it: always, unless it says less. Moments are counted over all
 * connections of the proxy, in the order in which they come. Immutable.
 */
public final class Occasion {
    private final When<Integer> connections;
    private final long seed;
    private final BiFunction<When<Integer>, NetFault, FaultRule> ordering;

    /**
     * @param connections by their numbers
     */
    Occasion(When<Integer> connections, long seed, BiFunction<When<Integer>, NetFault, FaultRule> ordering) {
        this.connections = connections;
        this.seed = seed;
        this.ordering = ordering;
    }

    /** On this connection alone, counted from 1 in the order in which they are accepted. */
    public Occasion onConnection(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("connections are counted from 1, not " + number);
        }
        return with(connections.and(connection -> connection == number));
    }

    /** Not in the first {@code number} of these moments. */
    public Occasion after(long number) {
        return with(connections.after(number));
    }

    /** In each {@code number}-th of these moments. */
    public Occasion every(long number) {
        return with(connections.every(number));
    }

    /** In at most so many of these moments. */
    public Occasion times(long number) {
        return with(connections.times(number));
    }

    /** In one of these moments. */
    public Occasion once() {
        return times(1);
    }

    /** In each of these moments by this chance, decided by the proxy's seed. */
    public Occasion withChance(double probability) {
        return with(connections.withChance(probability, seed));
    }

    /** Orders that this happens to the connection in that moment, until the rule is removed. */
    public FaultRule does(NetFault fault) {
        return ordering.apply(connections, fault);
    }

    private Occasion with(When<Integer> fewer) {
        return new Occasion(fewer, seed, ordering);
    }
}
