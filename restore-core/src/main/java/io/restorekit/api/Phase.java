package io.restorekit.api;

/** What a restore is doing. */
public enum Phase {
    /** Opening the volume and reading the checkpoint. */
    RECOVERING,
    /** Finding the backup in the store. */
    LOCATING,
    /** Sampling whether the volume holds what it is believed to hold. */
    CHECKING,
    /** Recording the goal before the first write. */
    OPENING,
    /** Fetching, verifying and writing blocks. */
    TRANSFERRING,
    /** Letting writes land and committing them. */
    DRAINING,
    /** Waiting until what failed works again. */
    WAITING,
    PAUSED,
    ENDED
}
