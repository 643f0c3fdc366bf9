package io.restorekit.nfs;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.vfs2.FileSystemManager;

/** How to reach a backup target in a directory. Immutable. */
public final class NfsSettings {

    /** Where contents are read through Commons VFS. */
    record FileSystem(Supplier<? extends FileSystemManager> managers, String base) {}

    private static final NfsSettings DEFAULTS = new NfsSettings(Optional.empty(), Optional.empty());

    private final Optional<Path> mountPoint;
    private final Optional<FileSystem> fileSystem;

    private NfsSettings(Optional<Path> mountPoint, Optional<FileSystem> fileSystem) {
        this.mountPoint = mountPoint;
        this.fileSystem = fileSystem;
    }

    /** NFS mounts are found in the mount table, files are local files. */
    public static NfsSettings defaults() {
        return DEFAULTS;
    }

    /** The directory in which the path of an {@code nfs://} URL shows; the mount table is not asked. */
    public NfsSettings withMountPoint(Path directory) {
        return new NfsSettings(Optional.of(directory.toAbsolutePath().normalize()), fileSystem);
    }

    /**
     * Reads contents through another VFS file system than the local one. It has to show the same files as the directory
     * that the backup URL names: listings, absences and failures are confirmed there, and locks are written there.
     *
     * @param managers gives a fresh manager at each call, ready for use; the backup target closes it
     * @param base the VFS URL of the directory, for example {@code wrapped:///mnt/backups}
     */
    public NfsSettings withFileSystem(Supplier<? extends FileSystemManager> managers, String base) {
        return new NfsSettings(mountPoint, Optional.of(new FileSystem(managers, base)));
    }

    Optional<Path> mountPoint() {
        return mountPoint;
    }

    Optional<FileSystem> fileSystem() {
        return fileSystem;
    }

    /** Without the VFS URL, in which there may be a password. */
    @Override
    public String toString() {
        return "NfsSettings[mountPoint=" + mountPoint.map(Path::toString).orElse("from the mount table") + ", files="
                + (fileSystem.isPresent() ? "through a given VFS file system" : "local") + "]";
    }
}
