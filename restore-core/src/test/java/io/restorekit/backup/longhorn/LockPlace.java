package io.restorekit.backup.longhorn;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import io.restorekit.testing.FileObject;
import io.restorekit.testing.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A store with a clock of its own, in which only locks lie. */
final class LockPlace implements BackupTarget {
    final Set<String> unreadable = new HashSet<>();
    boolean listingFails;
    boolean readOnly;
    boolean keepsAll;
    boolean showsOldListings;

    private final ManualTime time;
    private final Duration ahead;
    private final Layout layout;
    private final Map<String, Stored> locks = new TreeMap<>();
    private Runnable beforeOpen = () -> {};
    private Runnable beforePut = () -> {};
    private Runnable beforeListing = () -> {};

    private record Stored(String content, Instant modified) {}

    /**
     * @param ahead of our clock
     */
    LockPlace(ManualTime time, Duration ahead, Layout layout) {
        this.time = time;
        this.ahead = ahead;
        this.layout = layout;
    }

    /** A lock as Longhorn writes it. */
    void others(String name, int type, boolean acquired, Duration age) {
        others(name, "{\"Name\":\"%s\",\"Type\":%d,\"Acquired\":%b}".formatted(name, type, acquired), age);
    }

    void others(String name, String content, Duration age) {
        locks.put(name, new Stored(content, now().minus(age)));
    }

    /** A deletion's. */
    void fromTheEndOfTime(String name) {
        others(name, 2, true, Duration.ZERO);
        locks.put(name, new Stored(content(name), Instant.MAX));
    }

    void gone(String name) {
        locks.remove(name);
    }

    Set<String> names() {
        return locks.keySet();
    }

    String content(String name) {
        return locks.get(name).content();
    }

    /** Happens once, between a listing and the reading of a lock. */
    void beforeTheNextOpen(Runnable action) {
        beforeOpen = action;
    }

    /** Happens once, in a write that hangs meanwhile. */
    void inTheNextPut(Runnable action) {
        beforePut = action;
    }

    /** Happens once, in a listing that hangs meanwhile. */
    void inTheNextListing(Runnable action) {
        beforeListing = action;
    }

    @Override
    public TargetObject open(ObjectKey key) throws TargetException {
        Runnable once = beforeOpen;
        beforeOpen = () -> {};
        once.run();
        String name = Layout.lockOf(key.name()).orElseThrow();
        if (unreadable.contains(name)) {
            throw away();
        }
        Stored stored = locks.get(name);
        if (stored == null) {
            throw new Missing(key + " is not there", null);
        }
        return FileObject.whole(stored.content().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Listing list(ObjectKey folder, Optional<String> page) throws TargetException {
        Runnable once = beforeListing;
        beforeListing = () -> {};
        once.run();
        if (listingFails) {
            throw away();
        }
        if (!folder.equals(layout.locks()) || showsOldListings) {
            return new Listing(List.of(), Optional.empty());
        }
        List<Listing.Entry> entries = locks.entrySet().stream()
                .map(lock -> (Listing.Entry) new Listing.ObjectEntry(
                        lock.getKey() + ".lck",
                        lock.getValue().content().length(),
                        lock.getValue().modified()))
                .toList();
        return new Listing(entries, Optional.empty());
    }

    @Override
    public void put(ObjectKey key, byte[] content) throws TargetException {
        Runnable once = beforePut;
        beforePut = () -> {};
        once.run();
        if (readOnly) {
            throw new Refused(key + " may not be written", null);
        }
        String name = Layout.lockOf(key.name()).orElseThrow();
        locks.put(name, new Stored(new String(content, StandardCharsets.UTF_8), now()));
    }

    @Override
    public void delete(ObjectKey key) throws TargetException {
        if (readOnly || keepsAll) {
            throw new Refused(key + " may not be deleted", null);
        }
        locks.remove(Layout.lockOf(key.name()).orElseThrow());
    }

    @Override
    public String describe() {
        return "locks";
    }

    @Override
    public void close() {}

    private Instant now() {
        return time.instant().plus(ahead);
    }

    private static Unavailable away() {
        return new Unavailable(Cause.CONNECTION_FAILED, "it is away", null);
    }
}
