package io.restorekit.api;

import java.util.Objects;

/**
 * Something that went wrong, said so that a person can act on it. Never holds a secret.
 *
 * @param kind what sort of failure; scripts and code decide by this alone
 * @param what what happened, and to which thing
 * @param advice what to do about it, or what RestoreKit does by itself
 */
public record Failure(Kind kind, String what, String advice) {

    /** What sort of failure it is. New kinds may be added in later versions. */
    public enum Kind {
        /** The backup target cannot be reached, or answers that it cannot serve now. */
        UNAVAILABLE,
        /** The backup target refuses us: credentials, permissions, trust. */
        REFUSED,
        /** A block that the backup names is not in the store. */
        BLOCK_MISSING,
        /** A block in the store does not decode to its digest. */
        BLOCK_DAMAGED,
        /** A block of the volume does not hold what the backup says. */
        BLOCK_DIFFERS,
        /** A config in the store cannot be parsed or contradicts itself. */
        CONFIG_DAMAGED,
        /** The wanted backup (or volume) is not in the store. */
        GOAL_GONE,
        /** The wanted backup is still being written, or was abandoned. */
        GOAL_INCOMPLETE,
        /** Somebody deletes backups of the volume just now. */
        LOCK_BUSY,
        /** Well-formed metadata that this version cannot restore. */
        INCOMPATIBLE,
        /** There is no room for the volume. */
        VOLUME_FULL,
        /** The volume is a device that is smaller than the backup. */
        VOLUME_TOO_SMALL,
        /** The volume is a device that is mounted, or that somebody else uses, and nobody said that it may be overwritten. */
        VOLUME_IN_USE,
        /** A volume that should exist is not there (yet), or cannot be opened for a reason that may pass. */
        VOLUME_ABSENT,
        /** The volume exists and nobody said that it may be overwritten. */
        VOLUME_EXISTS,
        /** The volume cannot be opened, grown or read as it must be. */
        VOLUME_UNUSABLE,
        /** Somebody else has written to a volume that is followed, or nobody can say that nobody has. */
        VOLUME_CHANGED,
        /** The volume was activated: it belongs to whoever uses it. */
        VOLUME_ACTIVATED,
        /** The volume holds no backup completely, so that it cannot be activated. */
        NO_RESTORE_POINT,
        /** A write into the volume, or forcing it to disk, failed. */
        WRITE_FAILED,
        /** Another restore works on this volume or state directory. */
        VOLUME_BUSY,
        /** Another owner took this restore over, a {@link Fence} is not held, or the volume's path leads to another file now. */
        OWNERSHIP_LOST,
        /** The checkpoint cannot be saved. */
        STATE_UNSAVED,
        /** The state directory belongs to another source, or to a newer version. */
        STATE_FOREIGN,
        /** What was asked for is not valid: a URL, a name, an option; or an adapter is missing. */
        USAGE,
        /** A defect in RestoreKit or in code it was given. */
        INTERNAL
    }

    public Failure {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(what);
        Objects.requireNonNull(advice);
    }

    @Override
    public String toString() {
        return kind + ": " + what + (advice.isEmpty() ? "" : " (" + advice + ")");
    }
}
