package io.restorekit.volume;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Which volume this is and what its last writer left.
 *
 * @param id an id that RestoreKit gave to the volume, or a device's own, or the platform's id of the file or node where
 *     there is no other
 * @param lastCommit the number of the last commit recorded in the volume; -1 where none can be kept
 * @param modifiedNanos the modification time in nanoseconds since the epoch, as exact as the file system says it; empty for a
 *     device, whose writers leave none that could be relied on
 */
public record VolumeIdentity(String id, long lastCommit, OptionalLong modifiedNanos) {

    public VolumeIdentity {
        Objects.requireNonNull(id);
        Objects.requireNonNull(modifiedNanos);
    }

    /** Of a file. */
    public VolumeIdentity(String id, long lastCommit, long modifiedNanos) {
        this(id, lastCommit, OptionalLong.of(modifiedNanos));
    }

    public static VolumeIdentity ofDevice(String id) {
        return new VolumeIdentity(id, -1, OptionalLong.empty());
    }

    /** Whether it is another after a foreign write. */
    public boolean showsForeignWrites() {
        return modifiedNanos.isPresent();
    }
}
