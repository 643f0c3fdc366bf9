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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Simulations until an invariant does not hold: gives the first seed for which the one that is named does not, or any for
 * the empty name; or nothing.
 */
public class Hunt implements UnaryOperator<String> {
    static final int SIMULATIONS = 3_000;

    private static final int MOST_AT_ONCE = 128;
    private static final Pattern NUMBER = Pattern.compile(" in simulation ([0-9]+)");

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
        int next;
        for (int first = 0; first < seeds.length; first = next) {
            next = Math.min(seeds.length, first + Math.min(first + 1, MOST_AT_ONCE));
            Optional<String> found = IntStream.range(first, next)
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

    /** The simulation in which something was found, once more: gives what it finds now, or nothing. */
    String repeat(String found) {
        Matcher number = NUMBER.matcher(found);
        if (!number.find()) {
            throw new IllegalArgumentException("not found here: " + found);
        }
        return violation(Integer.parseInt(number.group(1)) - 1, "").orElse("");
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
