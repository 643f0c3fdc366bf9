package io.restorekit.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What lies in a backup target, for people. One broken config is one line of it.
 *
 * @param place the backup target
 * @param volumes by name
 */
public record StoreInventory(String place, List<VolumeEntry> volumes) {

    public StoreInventory {
        volumes = List.copyOf(volumes);
    }

    /**
     * A volume.
     *
     * @param size in bytes, empty where its config is broken
     * @param newest the backup that {@link io.restorekit.api.Goal.Newest} would restore
     * @param problem why it cannot be read
     */
    public record VolumeEntry(
            String name,
            Optional<Long> size,
            Optional<String> newest,
            List<BackupEntry> backups,
            Optional<String> problem) {
        public VolumeEntry {
            backups = List.copyOf(backups);
        }
    }

    /**
     * A backup.
     *
     * @param complete false while it is being written, or if that was given up
     */
    public record BackupEntry(
            String name,
            Optional<Instant> snapshotAt,
            Optional<Instant> createdAt,
            Optional<Long> dataSize,
            boolean complete,
            Optional<String> problem) {}
}
