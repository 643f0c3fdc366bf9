package io.restorekit.engine;

import io.restorekit.api.Failure;
import io.restorekit.api.RestoreException;
import io.restorekit.volume.VolumePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Whether a checkpoint lies in a place that lasts at least as long as the volume. */
final class StatePlace {
    private static final Set<String> GONE_AT_REBOOT = Set.of("tmpfs", "devtmpfs", "ramfs");

    private StatePlace() {}

    /** Refuses a state directory in memory for a volume that is not; a device's node is, and its bytes are not. */
    static void check(Path volume, Path state) throws RestoreException {
        if (inMemory(state) && (VolumePlace.at(volume).isDevice() || !inMemory(volume))) {
            throw new RestoreException(new Failure(
                    Failure.Kind.USAGE,
                    "the state directory " + state + " lies in memory and is gone at the next reboot",
                    "name a state directory on a disk"));
        }
    }

    /** What cannot be told is believed to last. */
    private static boolean inMemory(Path path) {
        Path place = path.toAbsolutePath();
        while (place.getParent() != null && !Files.exists(place)) {
            place = place.getParent();
        }
        try {
            return GONE_AT_REBOOT.contains(Files.getFileStore(place).type());
        } catch (IOException e) {
            return false;
        }
    }
}
