package io.restorekit;

import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreStatus;
import io.restorekit.backup.Manifest;
import io.restorekit.engine.Failures;
import io.restorekit.engine.VolumeCheck;
import io.restorekit.volume.VolumeException;
import io.restorekit.volume.VolumeLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Compares a volume, which no restore touches meanwhile, with a backup, and tells how far it is. */
final class Verification {
    private Verification() {}

    /** What to compare the volume with, once no restore can touch it any more. */
    interface Wanted {
        Manifest manifest() throws RestoreException;
    }

    static Outcome.Verified ofVolume(Path volume, Wanted wanted, RestoreListener listener)
            throws RestoreException, InterruptedException {
        try {
            VolumeLock lock = VolumeLock.acquire(volume);
            try {
                return compare(volume, wanted.manifest(), listener);
            } finally {
                lock.close();
            }
        } catch (VolumeException e) {
            throw new RestoreException(Failures.of(e), e);
        }
    }

    private static Outcome.Verified compare(Path volume, Manifest with, RestoreListener listener)
            throws VolumeException, InterruptedException {
        Outcome.Verified verified = new VolumeCheck(volume, with, bytes -> listener.changed(status(with, bytes))).run();
        listener.ended(verified);
        return verified;
    }

    private static RestoreStatus status(Manifest with, long bytes) {
        return new RestoreStatus(
                Phase.COMPARING,
                Optional.of(with.backup()),
                with.blocks().volumeSize(),
                bytes,
                0,
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                0,
                List.of());
    }
}
