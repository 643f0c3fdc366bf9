package io.restorekit.engine;

import io.restorekit.volume.Volume;
import io.restorekit.volume.VolumeException;
import io.restorekit.volume.VolumeIdentity;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How the volume was when a restore last had its hands on it: any other time of modification is of somebody else. Two writes
 * within one tick of the file system's clock are one.
 */
final class LastSeen {
    private final AtomicReference<Optional<VolumeIdentity>> identity;

    LastSeen(Optional<VolumeIdentity> now) {
        identity = new AtomicReference<>(now);
    }

    /** After work on the volume, whatever came of it. */
    void look(Volume volume) {
        try {
            identity.set(volume.identity());
        } catch (VolumeException e) {
            RestoreLoop.LOG.debug("the volume cannot be looked at", e);
        }
    }

    boolean isStill(Volume volume) throws VolumeException {
        return is(volume.identity());
    }

    boolean is(Optional<VolumeIdentity> now) {
        return identity.get().equals(now);
    }
}
