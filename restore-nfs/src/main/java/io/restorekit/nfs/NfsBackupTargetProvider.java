package io.restorekit.nfs;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.BackupTargetProvider;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetUrl;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Opens backup targets in directories:
 *
 * <ul>
 *   <li>{@code nfs://server:/export/path}, an export that the operating system has mounted. The mount is found in the
 *       mount table, or named by the settings or by {@value #MOUNT_POINT}. While there is none, calls are unavailable
 *       and say what to mount.
 *   <li>{@code file:///directory}, and {@code vfs:///directory}, as Longhorn's tests call it.
 * </ul>
 *
 * <p>The directory has to hold the store's own folder {@code backupstore}: what lacks it is taken for a mount that is
 * not there, never for an empty store.
 */
public final class NfsBackupTargetProvider implements BackupTargetProvider {
    /** The setting that names the directory in which the path of an {@code nfs://} URL shows. */
    public static final String MOUNT_POINT = "RESTOREKIT_NFS_MOUNT_POINT";

    private final NfsSettings settings;

    public NfsBackupTargetProvider() {
        this(NfsSettings.defaults());
    }

    public NfsBackupTargetProvider(NfsSettings settings) {
        this.settings = settings;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("file", "nfs", "vfs");
    }

    @Override
    public BackupTarget open(TargetUrl url, TargetContext context) {
        Place place = url.scheme().equals("nfs") ? export(url, context) : directory(url);
        VfsPool pool = settings.fileSystem()
                .map(files -> new VfsPool(files.managers(), Optional.of(files.base())))
                .orElseGet(() -> new VfsPool(LocalFiles::manager, Optional.empty()));
        return new NfsBackupTarget(place, pool, MountTable::system, context.random());
    }

    private static Place directory(TargetUrl url) {
        if (!url.authority().isEmpty() && !url.authority().equals("localhost")) {
            throw new IllegalArgumentException(
                    url.place() + " names a host: write " + url.scheme() + ":///directory, with three slashes");
        }
        Path directory = absolute(url);
        return new KnownDirectory(
                url.place(),
                directory,
                "is the right file system mounted on " + directory + "? It has to hold the folder " + Diagnosis.MARKER);
    }

    private Place export(TargetUrl url, TargetContext context) {
        String server = url.authority().replaceFirst(":$", "");
        Export export = Export.parse(server + ":" + absolute(url))
                .orElseThrow(() -> new IllegalArgumentException(
                        url.place() + " names no NFS server: write nfs://server:/export/path"));
        Optional<Path> given = settings.mountPoint()
                .or(() -> Optional.ofNullable(context.settings().get(MOUNT_POINT))
                        .filter(text -> !text.isBlank())
                        .map(text -> Path.of(text).toAbsolutePath().normalize()));
        return given.<Place>map(directory -> new KnownDirectory(
                        url.place(), directory, export.mountAdvice().replace("<directory>", directory.toString())))
                .orElseGet(() -> new MountedExport(url.place(), export, MountTable::system));
    }

    private static Path absolute(TargetUrl url) {
        if (!url.path().startsWith("/")) {
            throw new IllegalArgumentException(url.place() + " names no directory: give its whole path");
        }
        return Path.of(url.path()).normalize();
    }
}
