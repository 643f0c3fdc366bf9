package io.restorekit.checkpoint;

import io.restorekit.checkpoint.CheckpointException.Kind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Clock;
import java.util.Collection;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Owners take turns by epochs. Epoch n is taken by making the empty file {@code checkpoint-<n>}, exclusively; whoever
 * made the one with the highest number is the owner, and replaces that file alone. So what a late owner still saves goes
 * into a file that nobody reads. Thread-safe.
 */
final class Ownership {
    private static final Pattern FILE = Pattern.compile("checkpoint-[1-9][0-9]{0,17}");
    private static final long FRESH_MILLIS = 10_000;

    /** For a write that began just before its look was due. */
    private static final long LEEWAY_MILLIS = 2_000;

    private final StateDirectory directory;
    private final Guard guard;
    private final long epoch;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final long takenNanos;
    private long seenNanos;
    private long seenMillis;
    private boolean lost;

    private Ownership(StateDirectory directory, Guard guard, long epoch, LongSupplier nanoTime, Clock clock) {
        this.directory = directory;
        this.guard = guard;
        this.epoch = epoch;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.takenNanos = nanoTime.getAsLong();
        seen(nanoTime.getAsLong(), clock.millis());
    }

    static Ownership take(StateDirectory directory, Guard guard, LongSupplier nanoTime, Clock clock)
            throws IOException, CheckpointException {
        guard.check();
        long epoch = highest(directory.names()) + 1;
        try {
            directory.create(file(epoch));
        } catch (FileAlreadyExistsException e) {
            throw new CheckpointException(
                    Kind.BUSY, "another restore is just taking over the state directory " + directory.path(), e);
        }
        return new Ownership(directory, guard, epoch, nanoTime, clock);
    }

    static boolean isFile(String name) {
        return FILE.matcher(name).matches();
    }

    static String file(long epoch) {
        return "checkpoint-" + epoch;
    }

    /** The epoch of a file for which {@link #isFile} is true. */
    static long epoch(String file) {
        return Long.parseLong(file.substring("checkpoint-".length()));
    }

    long epoch() {
        return epoch;
    }

    /** Asks the fence, and looks at the disk if the last look is older than 10 s by either clock, or a clock went backwards. */
    synchronized void confirm() throws CheckpointException {
        long nanos = nanoTime.getAsLong() - seenNanos;
        long millis = clock.millis() - seenMillis;
        if (lost || nanos < 0 || nanos > FRESH_MILLIS * 1_000_000 || millis < 0 || millis > FRESH_MILLIS) {
            look();
        } else {
            guard.check();
        }
    }

    /** Looks at the disk, and then asks the fence: what the disk knows may come late. */
    synchronized void look() throws CheckpointException {
        long nanos = nanoTime.getAsLong();
        long millis = clock.millis();
        try {
            lost = lost || highest(directory.names()) != epoch;
        } catch (IOException e) {
            throw new CheckpointException(
                    Kind.UNSAVED, "the state directory " + directory.path() + " cannot be read", e);
        }
        if (lost) {
            throw new CheckpointException(
                    Kind.LOST, "another owner has taken over the state directory " + directory.path(), null);
        }
        guard.check();
        seen(nanos, millis);
    }

    /** Whether it was taken so long ago that whoever was the owner before has had to look since. */
    boolean isOlderThanALook() {
        return nanoTime.getAsLong() - takenNanos > (FRESH_MILLIS + LEEWAY_MILLIS) * 1_000_000;
    }

    synchronized void giveUp() {
        lost = true;
    }

    private void seen(long nanos, long millis) {
        seenNanos = nanos;
        seenMillis = millis;
    }

    private static long highest(Collection<String> names) {
        return names.stream()
                .filter(Ownership::isFile)
                .mapToLong(Ownership::epoch)
                .max()
                .orElse(0);
    }
}
