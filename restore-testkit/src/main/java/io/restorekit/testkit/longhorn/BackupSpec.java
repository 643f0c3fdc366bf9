package io.restorekit.testkit.longhorn;

import io.restorekit.api.Names;
import java.time.Instant;
import java.util.Objects;

/**
 * What a backup is to be called and when it is said to be made.
 *
 * @param backup its name
 * @param snapshot the name of the snapshot it is made from
 * @param snapshotAt the snapshot's time, written in whole seconds
 * @param createdAt when the backup was complete, written in whole seconds
 */
public record BackupSpec(String backup, String snapshot, Instant snapshotAt, Instant createdAt) {

    public BackupSpec {
        Names.check("backup", backup);
        Objects.requireNonNull(snapshot);
        Objects.requireNonNull(snapshotAt);
        Objects.requireNonNull(createdAt);
    }
}
