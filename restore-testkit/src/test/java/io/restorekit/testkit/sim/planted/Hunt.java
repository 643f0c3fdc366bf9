package io.restorekit.testkit.sim.planted;

import io.restorekit.testkit.sim.Beginning;
import io.restorekit.testkit.sim.Simulation;
import io.restorekit.testkit.sim.Violation;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** Simulations one after the other until an invariant does not hold: its name, or nothing. */
public final class Hunt implements Callable<String> {
    static final int SIMULATIONS = 1_500;

    /** Loaded and made by {@link PlantedBugTest} through another class loader. */
    public Hunt() {}

    @Override
    public String call() {
        SplittableRandom seeds = new SplittableRandom(1);
        for (int i = 0; i < SIMULATIONS; i++) {
            long seed = seeds.nextLong();
            try {
                Simulation.run(seed, Beginning.values()[i % Beginning.values().length]);
            } catch (Violation e) {
                return e.invariant() + " in simulation " + (i + 1) + ", seed " + seed + ": " + e.getMessage();
            }
        }
        return "";
    }
}
