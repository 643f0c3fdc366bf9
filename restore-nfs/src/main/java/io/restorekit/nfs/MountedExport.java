package io.restorekit.nfs;

import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An NFS export wherever it is mounted. A mount can come late after boot, so it is looked for at each call until it is
 * found, and anew after a failure.
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
        Optional<Path> known = found;
        if (known.isEmpty()) {
            known = lookUp();
            found = known;
        }
        return known.orElseThrow(
                () -> new Unavailable(Cause.MOUNT, export + " is not mounted here: " + advice(), null));
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

    @Override
    public void doubt() {
        found = Optional.empty();
    }

    private Optional<Path> lookUp() throws Unavailable {
        try {
            return mounts.read().directory(export);
        } catch (IOException e) {
            throw new Unavailable(
                    Cause.LOCAL,
                    "the mount table cannot be read: say where " + export + " is mounted with "
                            + NfsBackupTargetProvider.MOUNT_POINT,
                    e);
        }
    }
}
