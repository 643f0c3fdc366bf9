package io.restorekit.volume;

import java.util.Objects;

/**
 * Which volume this is and what its last writer left.
 *
 * @param id an id that RestoreKit gave to the volume, or the platform's id of the file where it cannot keep one
 * @param lastCommit the number of the last commit recorded in the volume; -1 where the platform cannot keep one
 * @param modifiedNanos the modification time in nanoseconds since the epoch, as exact as the file system says it
 */
public record VolumeIdentity(String id, long lastCommit, long modifiedNanos) {

    public VolumeIdentity {
        Objects.requireNonNull(id);
    }
}
