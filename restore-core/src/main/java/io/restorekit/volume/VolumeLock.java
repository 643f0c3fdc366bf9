package io.restorekit.volume;

import io.restorekit.disk.LockFile;
import io.restorekit.volume.VolumeException.Kind;
import io.restorekit.volume.device.DeviceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The right to write into a volume, for one owner at a time on this host: a lock file {@code .<name>.restore-lock}
 * beside the volume, which stays; a device's lies in {@code /dev} until the next reboot. Paths that lead to one file or
 * node over symbolic links share it; hard links in different directories, and other nodes of one device, do not. Taken before the volume is opened or made, given up after it is closed.
 */
public final class VolumeLock implements AutoCloseable {
    private final LockFile file;

    private VolumeLock(LockFile file) {
        this.file = file;
    }

    /**
     * @param volume need not exist, but its directory must; a device must
     * @throws VolumeException with kind {@code BUSY} if another owner has it, in this process or another;
     *     {@code ABSENT} if its directory is not there; {@code FULL} if there is no room for the lock's file;
     *     {@code UNUSABLE} or {@code UNREACHABLE} if no lock can be taken beside it, for good or now
     */
    public static VolumeLock acquire(Path volume) throws VolumeException {
        try {
            Path real = real(volume.toAbsolutePath());
            if (Files.exists(real)) {
                VolumePlace.at(real).medium();
            }
            return new VolumeLock(LockFile.acquire(file(real))
                    .orElseThrow(() -> new VolumeException(
                            Kind.BUSY,
                            "another restore works on the volume " + volume + ": wait for it to end, or stop it",
                            null)));
        } catch (NoSuchFileException e) {
            throw new VolumeException(
                    Kind.ABSENT, "the volume " + volume + " or its directory is not there: is it mounted?", e);
        } catch (IOException e) {
            throw OpenFailure.of(volume, "no lock can be taken beside the volume " + volume, e);
        }
    }

    static Path file(Path volume) {
        return volume.resolveSibling("." + volume.getFileName() + ".restore-lock");
    }

    private static Path real(Path volume) throws IOException {
        try {
            return volume.toRealPath();
        } catch (NoSuchFileException e) {
            if (DeviceFolder.holds(volume)) {
                throw e;
            }
            Path directory = volume.getParent();
            return directory == null ? volume : directory.toRealPath().resolve(volume.getFileName());
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
