package io.restorekit.nfs;

import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An NFS export wherever it is mounted now: it is looked for at each call. A mount can come late after boot, go, and come
 * back elsewhere; and another export may be mounted in its place.
 */
final class MountedExport implements Place {

    private final String name;
    private final Export export;
    private final MountTable.Source mounts;
    private volatile Optional<Path> found = Optional.empty();

    MountedExport(String name, Export export, MountTable.Source mounts) {
        this.name = name;
        this.export = export;
        this.mounts = mounts;
    }

    @Override
    public Path directory() throws Unavailable {
        MountTable table = table();
        Optional<Path> mounted = table.directory(export);
        if (mounted.isPresent()) {
            found = mounted;
            return mounted.get();
        }
        // Where an automount has expired, touching the directory mounts it again.
        return found.filter(directory ->
                        table.under(directory).filter(Mount::isAutomount).isPresent())
                .orElseThrow(() -> new Unavailable(Cause.MOUNT, export + " is not mounted here: " + advice(), null));
    }

    @Override
    public String advice() {
        return export.mountAdvice() + "; if it is mounted under another name, say where with "
                + NfsBackupTargetProvider.MOUNT_POINT;
    }

    @Override
    public String name() {
        return name;
    }

    private MountTable table() throws Unavailable {
        try {
            return mounts.read();
        } catch (IOException e) {
            throw new Unavailable(
                    Cause.LOCAL,
                    "the mount table cannot be read: say where " + export + " is mounted with "
                            + NfsBackupTargetProvider.MOUNT_POINT,
                    e);
        }
    }
}
