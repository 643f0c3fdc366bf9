package io.restorekit.testkit.sim;

/** An invariant that did not hold. */
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;
    private String story = "";

    Violation(Invariant invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    Violation after(Journal journal) {
        story = journal.toString();
        return this;
    }

    /** What happened before, a line for each thing. */
    public String story() {
        return story;
    }

    public Invariant invariant() {
        return invariant;
    }
}
