package io.restorekit.testkit.sim.planted;

import io.restorekit.testkit.sim.Beginning;

/** As {@link Hunt}, among standbys and restores that stage. */
public final class StagedHunt extends Hunt {
    private static final int SIMULATIONS = 1_000;

    /** Loaded and made through another class loader. */
    public StagedHunt() {
        super(SIMULATIONS, Beginning::isStaged);
    }
}
