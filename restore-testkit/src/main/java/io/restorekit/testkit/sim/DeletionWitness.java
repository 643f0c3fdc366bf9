package io.restorekit.testkit.sim;

import io.restorekit.testkit.sim.store.Deletion;

/** Counts what comes of deletions; a restore that acquires its lock beside one breaks an invariant. */
record DeletionWitness(Tally tally) implements Deletion.Witness {

    @Override
    public void gaveWay() {
        tally.count("Deletion.gave way");
    }

    @Override
    public void done() {
        tally.count("Deletion.done");
    }

    @Override
    public void trespass(String what) {
        throw new Violation(Invariant.DELETION_IS_KEPT_OUT, what);
    }
}
