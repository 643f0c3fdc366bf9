package io.restorekit.backup.longhorn;

import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which backup is the newest: the one that volume.cfg names if it is complete; else, because a deletion can leave that
 * empty or dangling, the complete one with the latest snapshot.
 */
final class NewestBackup {
    private static final Logger LOG = LoggerFactory.getLogger(NewestBackup.class);

    private NewestBackup() {}

    static Optional<StoredBackup> of(Optional<String> lastBackup, Collection<StoredBackup> backups) {
        Optional<StoredBackup> named = backups.stream()
                .filter(backup -> lastBackup.filter(backup.name()::equals).isPresent())
                .filter(StoredBackup::complete)
                .findFirst();
        return named.isPresent() ? named : byTime(backups);
    }

    private static Optional<StoredBackup> byTime(Collection<StoredBackup> backups) {
        backups.stream()
                .filter(StoredBackup::misdated)
                .forEach(backup -> LOG.warn(
                        "The backup {} is dated more than a day after the store's own clock: not ordered by its time",
                        backup.name()));
        return backups.stream().filter(StoredBackup::complete).max(StoredBackup.BY_AGE);
    }
}
