package io.restorekit.backup.longhorn;

import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BackupLock;
import io.restorekit.backup.StoreInventory;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Notes;
import io.restorekit.target.TargetException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

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
     * The lock that keeps the backups of one volume from being deleted; nothing is written yet.
     *
     * @param notes keeps its name, so that a successor takes it away if this process dies
     * @param random makes its name
     * @param nanoTime monotonic nanoseconds
     * @throws IllegalArgumentException if the volume's name is not valid
     */
    public BackupLock lock(String volume, Notes notes, RandomGenerator random, LongSupplier nanoTime, Clock clock) {
        Layout layout = new Layout(volume);
        LockFolder folder = new LockFolder(target, layout, nanoTime);
        return new LonghornLock(layout, folder, new LockNames(notes, random), nanoTime, clock);
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
