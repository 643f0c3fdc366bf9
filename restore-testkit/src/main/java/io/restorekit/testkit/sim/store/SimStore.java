package io.restorekit.testkit.sim.store;

import io.restorekit.testkit.time.VirtualTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What lies in the simulated backup target, with a clock of its own that tells seconds, as that of S3 does. */
public final class SimStore {
    private static final Instant BEGINNING = Instant.parse("2026-03-01T00:00:00Z");
    private static final int REMEMBERED = 20;

    private final VirtualTime agenda;
    private final Deque<Version> versions = new ArrayDeque<>();

    /** An object, and when it was written. */
    public record Stored(byte[] content, Instant modified) {}

    /** All objects from an instant on; never changed. */
    private record Version(long since, SortedMap<String, Stored> objects) {}

    public SimStore(VirtualTime agenda, Map<String, byte[]> objects) {
        this.agenda = agenda;
        SortedMap<String, Stored> first = new TreeMap<>();
        objects.forEach((key, content) -> first.put(key, new Stored(content, BEGINNING)));
        versions.add(new Version(agenda.now(), first));
    }

    public long nanos() {
        return agenda.now();
    }

    public Instant now() {
        return BEGINNING.plusNanos(agenda.now()).truncatedTo(ChronoUnit.SECONDS);
    }

    public @Nullable Stored get(String key) {
        return objects().get(key);
    }

    /** Not to be changed. */
    public SortedMap<String, Stored> objects() {
        return versions.getLast().objects();
    }

    /** What lay there so long ago, as far as that is remembered. */
    public SortedMap<String, Stored> objects(long nanosAgo) {
        long then = agenda.now() - nanosAgo;
        Version found = versions.getFirst();
        for (Version version : versions) {
            found = version.since() <= then ? version : found;
        }
        return found.objects();
    }

    public void put(String key, byte[] content) {
        SortedMap<String, Stored> next = new TreeMap<>(objects());
        next.put(key, new Stored(content.clone(), now()));
        becomes(next);
    }

    public void delete(String key) {
        SortedMap<String, Stored> next = new TreeMap<>(objects());
        next.remove(key);
        becomes(next);
    }

    /** Somebody brings back what was deleted. */
    public void bringBack(Map<String, byte[]> missing) {
        SortedMap<String, Stored> next = new TreeMap<>(objects());
        missing.forEach((key, content) -> next.putIfAbsent(key, new Stored(content, now())));
        becomes(next);
    }

    private void becomes(SortedMap<String, Stored> next) {
        versions.addLast(new Version(agenda.now(), next));
        if (versions.size() > REMEMBERED) {
            versions.removeFirst();
        }
    }
}
