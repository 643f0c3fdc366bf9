package io.restorekit.testkit.sim;

/** How a simulated restore begins. */
public enum Beginning {
    /** No volume: the restore makes it. */
    FULL,
    /** The volume holds an older backup, restored before. */
    INCREMENTAL,
    /** A file of bytes that nobody knows. */
    UNKNOWN,
    /** A file that the caller says holds a backup, and does. */
    HOLDING
}
