package io.restorekit.testkit.sim.planted;

import io.restorekit.testkit.sim.Beginning;

/** As {@link Hunt}, among standbys and restores that stage. */
public final class StagedHunt extends Hunt {
    /** Loaded and made through another class loader. */
    public StagedHunt() {
        super(Beginning::isStaged);
    }
}
