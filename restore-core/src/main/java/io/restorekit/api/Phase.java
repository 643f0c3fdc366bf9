package io.restorekit.api;

/** What a restore is doing. */
public enum Phase {
    /** Opening the volume and reading the checkpoint. */
    RECOVERING,
    /** Finding the backup in the store. */
    LOCATING,
    /** Sampling whether the volume holds what it is believed to hold. */
    CHECKING,
    /** Reading the whole volume and comparing it with the backup. */
    COMPARING,
    /** Recording the goal before the first write. */
    OPENING,
    /** Fetching, verifying and writing blocks. */
    TRANSFERRING,
    /** As transferring, but the verified blocks are kept beside the volume, which stays as it is. */
    STAGING,
    /** Writing the blocks of a complete stage into the volume, without the backup target. */
    APPLYING,
    /** Letting writes land and committing them. */
    DRAINING,
    /** Reading the complete stage back before it is applied. */
    SEALING,
    /** The volume holds the newest backup known; another look for a newer one comes later. */
    WATCHING,
    /** Recording that the volume belongs to whoever uses it from now on. */
    ACTIVATING,
    /** Waiting until what failed works again. */
    WAITING,
    PAUSED,
    ENDED
}
