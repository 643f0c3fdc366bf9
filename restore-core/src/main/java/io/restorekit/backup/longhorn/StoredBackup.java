package io.restorekit.backup.longhorn;

import java.time.Instant;
import java.util.Comparator;

/**
 * A backup as the store lists it.
 *
 * @param head what its config says of it
 * @param modified when its config was written, by the store's own clock
 */
record StoredBackup(String name, BackupHead head, Instant modified) {
    /** Oldest first. One whose time cannot be right is as old as its config, by the store's clock. */
    static final Comparator<StoredBackup> BY_AGE = Comparator.comparing(StoredBackup::snapshotAt)
            .thenComparing(StoredBackup::createdAt)
            .thenComparing(StoredBackup::name);

    boolean complete() {
        return head.complete();
    }

    /** Whether it is dated more than a day after the store's own clock when it was written. */
    boolean misdated() {
        return head.misdated(modified);
    }

    private Instant snapshotAt() {
        return misdated() ? modified : head.snapshotAt().orElse(Instant.MIN);
    }

    private Instant createdAt() {
        return misdated() ? modified : head.createdAt().orElse(Instant.MIN);
    }
}
