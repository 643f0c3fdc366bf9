package io.restorekit.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A simulation that breaks an invariant, with no more mischief than that takes: without any one of these it breaks
 * another, or none.
 *
 * @param mischiefs the numbers of those that happen
 */
public record Shrunk(long seed, Beginning beginning, List<Integer> mischiefs, Violation violation) {

    public Shrunk {
        mischiefs = List.copyOf(mischiefs);
    }

    /** Leaves out mischief after mischief, from large parts to single ones, as long as the same invariant breaks. */
    static Shrunk of(long seed, Beginning beginning, Violation violation) {
        List<Integer> all = IntStream.range(0, violation.mischiefs()).boxed().toList();
        Shrunk least = new Shrunk(seed, beginning, all, violation);
        for (int part = Math.max(1, all.size() / 2); part >= 1; part /= 2) {
            least = least.without(part);
        }
        return least;
    }

    private Shrunk without(int part) {
        Shrunk least = this;
        int from = 0;
        while (from < least.mischiefs.size()) {
            List<Integer> fewer = new ArrayList<>(least.mischiefs);
            fewer.subList(from, Math.min(from + part, fewer.size())).clear();
            Optional<Shrunk> shrunk = least.tried(fewer);
            from += shrunk.isPresent() ? 0 : part;
            least = shrunk.orElse(least);
        }
        return least;
    }

    private Optional<Shrunk> tried(List<Integer> fewer) {
        try {
            Simulation.run(seed, beginning, fewer::contains);
            return Optional.empty();
        } catch (Violation e) {
            return e.invariant() == violation.invariant()
                    ? Optional.of(new Shrunk(seed, beginning, fewer, e))
                    : Optional.empty();
        }
    }

    /** How to repeat it. */
    @Override
    public String toString() {
        return "-Drestorekit.sim.seed=" + seed + " -Drestorekit.sim.beginning=" + beginning
                + " -Drestorekit.sim.only="
                + mischiefs.stream().map(String::valueOf).collect(Collectors.joining(",")) + " breaks "
                + violation.getMessage();
    }
}
