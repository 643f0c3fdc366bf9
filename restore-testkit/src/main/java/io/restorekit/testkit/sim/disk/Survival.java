package io.restorekit.testkit.sim.disk;

/** What becomes of changes that were not forced when the power goes. */
public enum Survival {
    ALL_KEPT,
    ALL_LOST,
    /** Of each page some sectors are kept, of each directory's changes the earlier half. */
    TORN,
    /** Each page is kept, lost or torn; of each directory's changes some first ones are kept. */
    RANDOM
}
