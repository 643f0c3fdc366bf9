package io.restorekit.testkit.sim.planted;

import io.restorekit.testkit.sim.Beginning;

/** As {@link Hunt}, among restores that compare the whole volume first. */
public final class RepairHunt extends Hunt {
    private static final int SIMULATIONS = 1_000;

    /** Loaded and made through another class loader. */
    public RepairHunt() {
        super(SIMULATIONS, Beginning::isRepaired);
    }
}
