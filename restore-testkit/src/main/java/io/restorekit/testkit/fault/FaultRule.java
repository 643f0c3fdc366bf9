package io.restorekit.testkit.fault;

/** A fault that was ordered. Thread-safe. */
public interface FaultRule {

    /** How often it has happened so far. */
    int fired();

    /** Takes it back: nothing new meets it. Does nothing the second time. */
    void remove();
}
