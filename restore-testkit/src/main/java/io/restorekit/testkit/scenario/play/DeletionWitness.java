package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.sim.store.Deletion;
import java.util.ArrayList;
import java.util.List;

/** Hears what comes of a retention job. */
final class DeletionWitness implements Deletion.Witness {
    private final List<String> trespasses = new ArrayList<>();

    @Override
    public void gaveWay() {}

    @Override
    public void done() {}

    @Override
    public void trespass(String what) {
        trespasses.add(what);
    }

    /** Restores that took the lock beside a deletion that held it. */
    List<String> trespasses() {
        return trespasses;
    }
}
