package io.restorekit.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Many simulations, on all processors, from one base seed. */
public final class Campaign {
    private final long baseSeed;
    private final Tally tally = new Tally();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * A seed for which an invariant did not hold.
     *
     * @param thrown what did not hold; any throwable but {@link Violation} is a defect of the simulator or of what it runs
     * @param shrunk the same with as little as it takes, where an invariant did not hold
     */
    public record Finding(long seed, Beginning beginning, Throwable thrown, Optional<Shrunk> shrunk) {
        static Finding of(long seed, Beginning beginning, Throwable thrown) {
            Optional<Shrunk> shrunk = thrown instanceof Violation violation
                    ? Optional.of(Shrunk.of(seed, beginning, violation))
                    : Optional.empty();
            return new Finding(seed, beginning, thrown, shrunk);
        }

        @Override
        public String toString() {
            return shrunk.map(Shrunk::toString).orElse("seed " + seed + ", " + beginning + ": " + thrown);
        }
    }

    public Campaign(long baseSeed) {
        this.baseSeed = baseSeed;
    }

    /** Runs simulations until all are done or as many have failed as are wanted. */
    public Campaign run(int simulations, int mostFindings) {
        long[] seeds = new SplittableRandom(baseSeed).longs(simulations).toArray();
        IntStream.range(0, simulations).parallel().forEach(i -> {
            if (findings().size() < mostFindings) {
                simulate(seeds[i], Beginning.values()[i % Beginning.values().length]);
            }
        });
        return this;
    }

    private void simulate(long seed, Beginning beginning) {
        try {
            Tally one = Simulation.run(seed, beginning);
            synchronized (this) {
                tally.add(one);
            }
        } catch (RuntimeException | Error e) {
            Finding finding = Finding.of(seed, beginning, e);
            synchronized (this) {
                findings.add(finding);
            }
        }
    }

    public long baseSeed() {
        return baseSeed;
    }

    /** What happened in all of them that held. */
    public Tally tally() {
        return tally;
    }

    public synchronized List<Finding> findings() {
        return List.copyOf(findings);
    }
}
