package io.restorekit.testkit.store;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetObject;
import io.restorekit.testkit.longhorn.StoreSink;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A backup target in memory. It keeps what it holds when it is closed. Listings come in pages of {@value #PAGE}, so that
 * whoever overlooks the next page is found out. Thread-safe.
 */
public final class MemoryBackupTarget implements BackupTarget {
    private static final int PAGE = 7;

    private record Stored(byte[] content, Instant modified) {}

    private final SortedMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Clock clock;

    /** An empty place with the system's time. */
    public MemoryBackupTarget() {
        this(Clock.systemUTC());
    }

    /**
     * An empty place.
     *
     * @param clock the place's own, by which objects are modified
     */
    public MemoryBackupTarget(Clock clock) {
        this.clock = Objects.requireNonNull(clock);
    }

    /** Writes into it. */
    public StoreSink sink() {
        return (key, content) -> put(new ObjectKey(key), content);
    }

    /** What it holds under this key. */
    public Optional<byte[]> content(ObjectKey key) {
        return Optional.ofNullable(objects.get(key.path()))
                .map(stored -> stored.content().clone());
    }

    /** All keys, in order. */
    public List<ObjectKey> keys() {
        return objects.keySet().stream().map(ObjectKey::new).toList();
    }

    @Override
    public TargetObject open(ObjectKey key) throws TargetException {
        Stored stored = objects.get(key.path());
        if (stored == null) {
            throw new TargetException.Missing(key + " is not there", null);
        }
        return new Opened(stored.content(), Optional.of(stored.modified()));
    }

    @Override
    public Listing list(ObjectKey folder, Optional<String> page) {
        String prefix = folder.path().isEmpty() ? "" : folder.path() + "/";
        List<Listing.Entry> rest = objects.entrySet().stream()
                .filter(object -> object.getKey().startsWith(prefix))
                .map(object -> entry(object.getKey().substring(prefix.length()), object.getValue()))
                .distinct()
                .sorted(Comparator.comparing(Listing.Entry::name))
                .filter(entry -> entry.name().compareTo(page.orElse("")) > 0)
                .toList();
        List<Listing.Entry> shown = rest.subList(0, Math.min(PAGE, rest.size()));
        boolean last = shown.size() == rest.size();
        return new Listing(
                shown, last ? Optional.empty() : Optional.of(shown.get(PAGE - 1).name()));
    }

    @Override
    public void put(ObjectKey key, byte[] content) {
        objects.put(key.path(), new Stored(content.clone(), clock.instant()));
    }

    @Override
    public void delete(ObjectKey key) {
        objects.remove(key.path());
    }

    @Override
    public String describe() {
        return "memory";
    }

    @Override
    public void close() {}

    private static Listing.Entry entry(String relative, Stored stored) {
        int slash = relative.indexOf('/');
        return slash < 0
                ? new Listing.ObjectEntry(relative, stored.content().length, stored.modified())
                : new Listing.FolderEntry(relative.substring(0, slash));
    }

    private record Opened(byte[] content, Optional<Instant> modified, InputStream body) implements TargetObject {
        Opened(byte[] content, Optional<Instant> modified) {
            this(content, modified, new ByteArrayInputStream(content));
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(content.length);
        }

        @Override
        public void abort() {}

        @Override
        public void close() {}
    }
}
