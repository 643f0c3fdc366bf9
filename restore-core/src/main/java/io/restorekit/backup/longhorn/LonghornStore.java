package io.restorekit.backup.longhorn;

import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.StoreInventory;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.TargetException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** A backup target whose content is in Longhorn's format. Does not close the backup target. Thread-safe. */
public final class LonghornStore {
    private final BackupTarget target;

    public LonghornStore(BackupTarget target) {
        this.target = Objects.requireNonNull(target);
    }

    /**
     * The backups of one volume; nothing is read yet.
     *
     * @param backingImage the raw bytes of the image that lies under the volume. They are not compared with the
     *     checksum that the volume records, which is that of the image as it was downloaded, perhaps in another format
     * @throws IllegalArgumentException if the name is not valid
     */
    public BackupCatalog catalog(String volume, Optional<Path> backingImage) {
        return new LonghornCatalog(target, new Layout(volume), backingImage);
    }

    /**
     * Lists the volumes and their backups, reading only the heads of configs. A config that cannot be used, or a single
     * one that cannot be reached, is a line with its problem; names that are not valid are passed over.
     *
     * @throws TargetException if folders cannot be listed, or configs cannot be reached one after another
     */
    public StoreInventory inventory() throws TargetException {
        return new InventoryReader(target).read();
    }
}
