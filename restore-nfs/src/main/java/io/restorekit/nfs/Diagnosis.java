package io.restorekit.nfs;

import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Says what a failed call means. VFS tells a stale handle, a lost server and a forbidden folder alike as "does not
 * exist"; so its word is never taken, and the file is opened directly, where the type of the exception decides. An export
 * that is not mounted is an empty directory: an absence counts only while the store's own folder shows. Thread-safe.
 */
final class Diagnosis {
    /** The folder that every store has in its root. */
    static final String MARKER = "backupstore";

    private final Place place;
    private volatile Optional<String> mountProblem = Optional.empty();

    Diagnosis(Place place) {
        this.place = place;
    }

    /** What is wrong with the mount, by the last call; looks at nothing, for a look can hang. */
    Optional<String> mountProblem() {
        return mountProblem;
    }

    Path root() throws Unavailable {
        try {
            return place.directory();
        } catch (Unavailable e) {
            mountProblem = Optional.of(e.getMessage());
            throw e;
        }
    }

    /** A call went well. */
    void well() {
        mountProblem = Optional.empty();
    }

    /** @throws Unavailable if the store's own folder does not show */
    void requireStore(Path root, String what) throws Unavailable {
        if (!showsStore(root)) {
            throw mount(what + ": " + root + " shows no folder " + MARKER + ": " + place.advice(), Optional.empty());
        }
        well();
    }

    /** VFS failed, in its own words; {@code path} says whether it is true. */
    TargetException afterVfs(VfsException failure, Path root, Path path, String what) {
        try {
            if (!FileState.of(path).regular()) {
                return new Unavailable(Cause.OTHER, what + ": it was a file, and is none any more", failure);
            }
            FileChannel.open(path, StandardOpenOption.READ).close();
        } catch (IOException e) {
            return of(e, root, path, what);
        }
        String reason = "a failure that has passed, or the VFS file system of the settings shows another directory";
        return new Unavailable(Cause.OTHER, what + ": it can be opened, but Commons VFS could not: " + reason, failure);
    }

    /** A call on the file or folder itself failed. */
    TargetException of(IOException failure, Path root, Path path, String what) {
        if (failure instanceof NoSuchFileException) {
            return absent(failure, root, path, what);
        }
        if (failure instanceof AccessDeniedException denied) {
            String reason = Optional.ofNullable(denied.getReason()).orElse("check the owner and the mode of " + path);
            if (!showsStore(root)) {
                // A mount point that may not be entered while nothing is mounted, for instance.
                return mount(what + ": permission denied: " + reason + "; " + place.advice(), Optional.of(failure));
            }
            return new Refused(what + ": permission denied: " + reason, failure);
        }
        if (failure instanceof ClosedByInterruptException) {
            return new Unavailable(Cause.LOCAL, what + ": the call was interrupted", failure);
        }
        return mount(what + ": the file system failed: " + place.advice(), Optional.of(failure));
    }

    /**
     * A write or a deletion failed. Of those alone a read-only mount is the reason: a read that fails there is an outage.
     *
     * @param folder what is there of the path
     */
    TargetException ofWrite(IOException failure, Path root, Path folder, String what) {
        return !isNamed(failure) && isReadOnly(folder)
                ? new Refused(what + ": " + root + " is mounted read-only", failure)
                : of(failure, root, folder, what);
    }

    /** Of such a type that the reason is known. */
    private static boolean isNamed(IOException failure) {
        return failure instanceof NoSuchFileException
                || failure instanceof AccessDeniedException
                || failure instanceof ClosedByInterruptException;
    }

    private static boolean isReadOnly(Path folder) {
        try {
            return Files.getFileStore(folder).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }

    /** The absence is looked at again after the store's folder was seen: a mount may have come in between. */
    private TargetException absent(IOException failure, Path root, Path path, String what) {
        try {
            requireStore(root, what);
            FileState.of(path);
            return new Unavailable(Cause.OTHER, what + ": it was absent and came back", failure);
        } catch (Unavailable e) {
            return e;
        } catch (NoSuchFileException e) {
            return new Missing(what + ": it is not there", e);
        } catch (IOException e) {
            return of(e, root, path, what);
        }
    }

    private Unavailable mount(String message, Optional<IOException> failure) {
        mountProblem = Optional.of(message);
        return new Unavailable(Cause.MOUNT, message, failure.orElse(null));
    }

    private static boolean showsStore(Path root) {
        try {
            return Files.readAttributes(root.resolve(MARKER), BasicFileAttributes.class)
                    .isDirectory();
        } catch (IOException e) {
            return false;
        }
    }
}
