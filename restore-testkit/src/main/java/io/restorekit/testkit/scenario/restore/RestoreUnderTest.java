package io.restorekit.testkit.scenario.restore;

import io.restorekit.testkit.scenario.Need;
import java.util.Set;

/**
 * An implementation of restores, any one, as scenarios see it: it can be started, tells how far it is and how it ended. It
 * either lives in simulated time, in this process, or in real time, mostly in a process of its own.
 */
public sealed interface RestoreUnderTest permits SimulatedRestore, LiveRestore {

    /** What it is called in reports. */
    String name();

    /** What scenarios may ask of it. One that needs more is skipped by name, and never counts as passed. */
    Set<Need> offers();
}
