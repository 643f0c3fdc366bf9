package io.restorekit.testkit.sim;

/** An invariant that did not hold. */
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;
    private String story = "";
    private int mischiefs;

    Violation(Invariant invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    Violation after(Journal journal, int plannedMischiefs) {
        story = journal.toString();
        mischiefs = plannedMischiefs;
        return this;
    }

    /** How many mischiefs were planned until then. */
    int mischiefs() {
        return mischiefs;
    }

    /** What happened before, a line for each thing. */
    public String story() {
        return story;
    }

    public Invariant invariant() {
        return invariant;
    }
}
