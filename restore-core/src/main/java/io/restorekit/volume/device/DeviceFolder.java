package io.restorekit.volume.device;

import java.io.IOException;
import java.nio.file.Path;

/**
 * {@code /dev}, which lies in memory: a regular file there is gone at the next reboot, and is mostly made by writing to a
 * device that is not there yet.
 */
public final class DeviceFolder {
    private DeviceFolder() {}

    /** Whether only a device belongs at the path, whether or not one is there. {@code /dev/shm} is for files. */
    public static boolean holds(Path path) {
        Path place = path.toAbsolutePath().normalize();
        try {
            place = place.toRealPath();
        } catch (IOException e) {
            place = resolveDirectory(place);
        }
        return place.startsWith("/dev") && !place.startsWith("/dev/shm");
    }

    private static Path resolveDirectory(Path missing) {
        Path directory = missing.getParent();
        try {
            return directory == null ? missing : directory.toRealPath().resolve(missing.getFileName());
        } catch (IOException e) {
            return missing;
        }
    }
}
