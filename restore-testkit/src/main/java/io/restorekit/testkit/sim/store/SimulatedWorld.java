package io.restorekit.testkit.sim.store;

import java.util.SplittableRandom;

/** What RestoreKit's own simulation takes of a simulated site beyond what others need. */
public interface SimulatedWorld {

    /** What befalls calls to the backup target. */
    Sky sky();

    /** What lies in the backup target. */
    SimStore store();

    /** Counts the processes of a world. */
    int process();

    /** For the process's own chances. */
    SplittableRandom random();
}
