package io.restorekit.testkit.sim;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A campaign as mutation testing wants it: short, on one thread, and over at the first violation. Its name keeps it out of
 * ordinary builds; {@code docs/quality.md} tells how it is run.
 */
class SimulatorScore {
    private static final int SIMULATIONS = Integer.getInteger("restorekit.sim.count", 200);

    @Test
    void everyInvariantHolds() {
        SplittableRandom seeds = new SplittableRandom(1);
        for (int i = 0; i < SIMULATIONS; i++) {
            Simulation.run(seeds.nextLong(), Beginning.values()[i % Beginning.values().length]);
        }
    }
}
