package io.restorekit.testkit.sim.planted;

import io.restorekit.testkit.sim.Beginning;
import io.restorekit.testkit.sim.Simulation;
import io.restorekit.testkit.sim.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Simulations until an invariant does not hold: gives the first seed for which the one that is named does not, or any for
 * the empty name; or nothing.
 */
public class Hunt implements UnaryOperator<String> {
    static final int SIMULATIONS = 3_000;

    private static final int AT_ONCE = 100;

    private final long[] seeds;
    private final List<Beginning> beginnings;

    /** Among restores that write in place. Loaded and made by {@link PlantedBugTest} through another class loader. */
    public Hunt() {
        this(SIMULATIONS, beginning -> !beginning.isStaged() && !beginning.isRepaired());
    }

    Hunt(int simulations, Predicate<Beginning> among) {
        seeds = new SplittableRandom(1).longs(simulations).toArray();
        beginnings = Arrays.stream(Beginning.values()).filter(among).toList();
    }

    @Override
    public String apply(String invariant) {
        for (int first = 0; first < seeds.length; first += AT_ONCE) {
            Optional<String> found = IntStream.range(first, first + AT_ONCE)
                    .parallel()
                    .mapToObj(number -> violation(number, invariant))
                    .flatMap(Optional::stream)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return "";
    }

    private Optional<String> violation(int number, String invariant) {
        try {
            Simulation.run(seeds[number], beginnings.get(number % beginnings.size()));
            return Optional.empty();
        } catch (Violation e) {
            if (!e.invariant().name().contains(invariant)) {
                return Optional.empty();
            }
            return Optional.of(e.invariant() + " in simulation " + (number + 1) + ", seed " + seeds[number] + ": "
                    + e.getMessage());
        }
    }
}
