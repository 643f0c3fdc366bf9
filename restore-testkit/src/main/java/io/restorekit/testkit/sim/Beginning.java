package io.restorekit.testkit.sim;

/** How a simulated restore begins. */
public enum Beginning {
    /** No volume: the restore makes it. */
    FULL,
    /** The volume holds an older backup, restored before. */
    INCREMENTAL,
    /** As incremental, and the volume is kept at the older backup until the other is complete beside it. */
    STAGED,
    /** No volume, and a standby that follows a volume which is backed up again and again. */
    FOLLOWING,
    /** As incremental, and the whole volume is read and compared with the backup before each restore. */
    REPAIRED,
    /** A file of bytes that nobody knows. */
    UNKNOWN,
    /** A file that the caller says holds a backup, and does. */
    HOLDING;

    /** Whether a volume that holds a backup is kept at it until the next is complete. */
    public boolean isStaged() {
        return this == STAGED || this == FOLLOWING;
    }

    /** Whether every block of the volume is compared first. */
    public boolean isRepaired() {
        return this == REPAIRED;
    }

    /** Whether the volume holds a backup that was restored before. */
    boolean isRestoredBefore() {
        return this == INCREMENTAL || this == STAGED || this == REPAIRED;
    }
}
