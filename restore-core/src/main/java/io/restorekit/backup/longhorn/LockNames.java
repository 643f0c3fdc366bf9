package io.restorekit.backup.longhorn;

import io.restorekit.target.Notes;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The names of our locks, noted beside the checkpoint before they are written into a store: what a process that died
 * left there, its successor takes away once it holds a lock of its own.
 */
final class LockNames {
    private static final String NOTE = "longhorn-locks";
    private static final Pattern OURS = Pattern.compile("lock-[0-9a-f]{16}");

    /** Older ones have expired. */
    private static final int MOST = 7;

    private final Notes notes;
    private final String own;
    private List<String> left = List.of();
    private boolean noted;

    LockNames(Notes notes, RandomGenerator random) {
        this.notes = notes;
        this.own = "lock-%016x".formatted(random.nextLong());
    }

    /** Another for each owner, so that one who wakes late touches nothing of his successor's. */
    String own() {
        return own;
    }

    /** Notes our own before it is written. What is noted later is a successor's, and none of our business. */
    synchronized void note() {
        if (!noted) {
            left = read();
            noted = true;
        }
        List<String> names = new ArrayList<>(List.of(own));
        names.addAll(left);
        notes.write(NOTE, String.join("\n", names));
    }

    /** Those of owners before us. */
    synchronized List<String> left() {
        return left;
    }

    /** Those of owners before us are gone. */
    synchronized void forgetLeft() {
        if (!left.isEmpty()) {
            left = List.of();
            notes.write(NOTE, own);
        }
    }

    /** All are gone. */
    synchronized void forget() {
        left = List.of();
        notes.write(NOTE, "");
    }

    private List<String> read() {
        return notes.read(NOTE)
                .orElse("")
                .lines()
                .filter(OURS.asMatchPredicate())
                .filter(name -> !name.equals(own))
                .limit(MOST)
                .toList();
    }
}
