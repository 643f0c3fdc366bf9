package io.restorekit.backup.longhorn;

import io.restorekit.target.Notes;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of our locks, noted beside the checkpoint before they are written into a store: what a process that died
 * left there, its successor takes away once it holds a lock of its own.
 */
final class LockNames {
    private static final String NOTE = "longhorn-locks";
    private static final Pattern OURS = Pattern.compile("lock-[0-9a-f]{16}");

    /** Older ones have expired. */
    private static final int MOST = 15;

    private final Notes notes;
    private final RandomGenerator random;
    private Optional<String> own = Optional.empty();
    private List<String> left = List.of();

    LockNames(Notes notes, RandomGenerator random) {
        this.notes = notes;
        this.random = random;
    }

    /** The one of the last announcement. */
    synchronized Optional<String> own() {
        return own;
    }

    /**
     * Another, noted before it is written: so that a write or a deletion that was given up, and is carried out late, touches
     * no later lock. What others note after our first is a successor's, and none of our
     * business.
     */
    synchronized String another() {
        left = Stream.concat(own.stream(), own.isEmpty() ? noted() : left.stream())
                .limit(MOST)
                .toList();
        String name = "lock-%016x".formatted(random.nextLong());
        own = Optional.of(name);
        notes.write(
                NOTE,
                String.join("\n", Stream.concat(Stream.of(name), left.stream()).toList()));
        return name;
    }

    /** Those of announcements and owners before. */
    synchronized List<String> left() {
        return left;
    }

    /** Those of announcements and owners before are gone. */
    synchronized void forgetLeft() {
        if (!left.isEmpty()) {
            left = List.of();
            notes.write(NOTE, own.orElse(""));
        }
    }

    /** All are gone. */
    synchronized void forget() {
        left = List.of();
        notes.write(NOTE, "");
    }

    private Stream<String> noted() {
        return notes.read(NOTE).orElse("").lines().filter(OURS.asMatchPredicate());
    }
}
