package io.restorekit.testkit.sim;

import java.util.ArrayList;
import java.util.List;
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
     * @param violation what did not hold; any other throwable is a defect of the simulator or of what it runs
     */
    public record Finding(long seed, Beginning beginning, Throwable violation) {
        @Override
        public String toString() {
            return "seed " + seed + ", " + beginning + ": " + violation;
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
            synchronized (this) {
                findings.add(new Finding(seed, beginning, e));
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
