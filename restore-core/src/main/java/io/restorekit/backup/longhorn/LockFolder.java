package io.restorekit.backup.longhorn;

import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.backup.BackupException;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The locks of one volume. Whether one has expired is told by the store's own clock, against a lock that we just wrote,
 * or by watching it for as long as a lock lasts; never by the local time of day. Thread-safe.
 */
final class LockFolder {
    /** After so long without being rewritten a lock is void. Source: the format. */
    static final Duration LIFE = Duration.ofSeconds(150);

    /** With more that have not expired, something is wrong with the store. */
    private static final int MOST_ALIVE = 200;

    private final BackupTarget target;
    private final Layout layout;
    private final ConfigReader configs;
    private final LongSupplier nanoTime;
    private Map<String, Sight> watched = Map.of();

    /** A lock was seen with this time, first at this instant of ours. */
    private record Sight(Instant modified, long since) {}

    LockFolder(BackupTarget target, Layout layout, LongSupplier nanoTime) {
        this.target = target;
        this.layout = layout;
        this.configs = new ConfigReader(target);
        this.nanoTime = nanoTime;
    }

    void write(String name, boolean acquired) throws TargetException {
        target.put(layout.lock(name), StoredLock.bytes(name, acquired));
    }

    void delete(String name) throws TargetException {
        target.delete(layout.lock(name));
    }

    /**
     * The lock that stands in the way of ours, which was just written. A listing that fails, or does
     * not show ours, is no listing without locks.
     */
    Optional<String> inTheWayOf(String own, boolean acquired) throws TargetException {
        List<Listing.ObjectEntry> listed = Folder.objects(target, layout.locks());
        String file = layout.lock(own).name();
        Instant now = listed.stream()
                .filter(entry -> entry.name().equals(file))
                .findFirst()
                .orElseThrow(() -> new Unavailable(Cause.OTHER, layout.lock(own) + " is not listed yet", null))
                .modified();
        StoredLock ours = new StoredLock(own, StoredLock.RESTORE, acquired, now);
        int read = 0;
        for (Listing.ObjectEntry entry : watch(listed)) {
            Optional<String> name = Layout.lockOf(entry.name());
            if (name.isEmpty() || name.get().equals(own) || hasExpired(entry, now)) {
                continue;
            }
            if (++read > MOST_ALIVE) {
                throw new Unavailable(Cause.OTHER, layout.locks() + " holds too many locks", null);
            }
            if (read(name.get(), entry).filter(lock -> lock.excludes(ours)).isPresent()) {
                return name;
            }
        }
        return Optional.empty();
    }

    /** Empty for one that was deleted since, or that cannot be understood: the format says that it counts for nothing. */
    private Optional<StoredLock> read(String name, Listing.ObjectEntry entry) throws TargetException {
        try {
            StoredLock.Content content =
                    configs.read(layout.lock(name), StoredLock.MOST_BYTES, StoredLock::parse, Progress.UNHEARD);
            return Optional.of(new StoredLock(name, content.type(), content.acquired(), entry.modified()));
        } catch (Missing | BackupException e) {
            return Optional.empty();
        }
    }

    private boolean hasExpired(Listing.ObjectEntry entry, Instant now) {
        long watchedFor = nanoTime.getAsLong() - sight(entry).since();
        return Duration.between(entry.modified(), now).compareTo(LIFE) > 0 || watchedFor > LIFE.toNanos();
    }

    /** Remembers what is seen, and forgets what is gone or was rewritten. */
    private synchronized List<Listing.ObjectEntry> watch(List<Listing.ObjectEntry> listed) {
        Map<String, Sight> seen = new HashMap<>();
        for (Listing.ObjectEntry entry : listed) {
            seen.put(entry.name(), sight(entry));
        }
        watched = Map.copyOf(seen);
        return listed;
    }

    private synchronized Sight sight(Listing.ObjectEntry entry) {
        Sight before = watched.get(entry.name());
        return before != null && before.modified().equals(entry.modified())
                ? before
                : new Sight(entry.modified(), nanoTime.getAsLong());
    }
}
