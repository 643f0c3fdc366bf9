package io.restorekit.testkit.scenario.play;

/** A check does not hold. */
final class Breach extends Exception {
    private static final long serialVersionUID = 1;

    private final Check check;

    Breach(Check check, String what) {
        super(what);
        this.check = check;
    }

    Check check() {
        return check;
    }
}
