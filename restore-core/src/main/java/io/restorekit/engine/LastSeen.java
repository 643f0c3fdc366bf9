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
    private volatile boolean ours;

    LastSeen(Optional<VolumeIdentity> now) {
        identity = new AtomicReference<>(now);
    }

    /** After work on the volume, whatever came of it. */
    void look(Volume volume) {
        try {
            identity.set(volume.identity());
            ours = true;
        } catch (VolumeException e) {
            RestoreLoop.LOG.debug("the volume cannot be looked at", e);
        }
    }

    boolean isStill(Volume volume) throws VolumeException {
        return identity.get().equals(volume.identity());
    }

    /** Whether it is not as we left it. One that we have only looked at may be an owner's who does not know yet that he lost. */
    boolean wasLeftOtherwiseThan(Optional<VolumeIdentity> now) {
        return ours && !identity.get().equals(now);
    }
}
