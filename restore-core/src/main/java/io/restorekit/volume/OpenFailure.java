package io.restorekit.volume;

import io.restorekit.disk.Room;
import io.restorekit.volume.VolumeException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What it means that a volume cannot be opened, made or locked. What a person has to change is known by its type or by
 * looking; all else (no free handle, a stale one, a disk that does not answer) may pass, and is told in the system's words.
 */
final class OpenFailure {
    private OpenFailure() {}

    static VolumeException of(Path volume, String what, IOException cause) {
        return new VolumeException(kind(volume.toAbsolutePath(), cause), what + ": " + reason(cause), cause);
    }

    /** Newer JDKs say of a path below a file that it does not exist. */
    static VolumeException missing(Path volume, IOException cause) {
        Path directory = volume.toAbsolutePath().getParent();
        Kind kind = directory != null && isBelowAFile(directory) ? Kind.UNUSABLE : Kind.ABSENT;
        return new VolumeException(kind, "the volume " + volume + " is not there: is it mounted?", cause);
    }

    private static Kind kind(Path volume, IOException cause) {
        Path directory = volume.getParent();
        if (directory == null
                || isTooLong(volume)
                || cause instanceof AccessDeniedException
                || cause instanceof FileAlreadyExistsException
                || isBelowAFile(directory)
                || isReadOnly(directory)) {
            return Kind.UNUSABLE;
        }
        return Room.isShort(directory, 0) ? Kind.FULL : Kind.UNREACHABLE;
    }

    /** The lock beside it has a longer name, and no usual file system takes more than 255 bytes. */
    private static boolean isTooLong(Path volume) {
        return VolumeLock.file(volume).getFileName().toString().getBytes(StandardCharsets.UTF_8).length > 255;
    }

    private static boolean isBelowAFile(Path directory) {
        for (Path above = directory; above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                return !Files.isDirectory(above);
            }
        }
        return false;
    }

    private static boolean isReadOnly(Path directory) {
        try {
            return Files.getFileStore(directory).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }

    private static String reason(IOException cause) {
        String reason = cause instanceof FileSystemException named ? named.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }
}
