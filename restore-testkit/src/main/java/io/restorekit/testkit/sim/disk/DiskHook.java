package io.restorekit.testkit.sim.disk;

/** Asked before each operation. */
@FunctionalInterface
public interface DiskHook {
    /** Lets everything happen. */
    DiskHook NONE = operation -> Answer.GO_ON;

    Answer before(Operation operation);

    /** Whether the disk is full: told by the file store. */
    default boolean isFull() {
        return false;
    }

    /** What is to become of an operation. */
    enum Answer {
        GO_ON,
        /** It throws. A force that fails loses what it should have forced: that counts as clean, and is in the page cache alone. */
        FAIL,
        CUT_POWER_BEFORE,
        /** The power goes when half of it is done. */
        CUT_POWER_IN_THE_MIDDLE,
        CUT_POWER_AFTER
    }
}
