package io.restorekit.testkit.sim.store;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import io.restorekit.testkit.sim.store.SimStore.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The backup target as one process sees it. What befalls a call is decided when it begins, and happens when it answers. */
public final class SimTarget implements BackupTarget {
    private static final long MILLISECOND = 1_000_000;
    private static final long OLD = 30_000 * MILLISECOND;

    /** Nobody is left alone for longer; the source is the gate. */
    private static final long LONGEST_REST = 60_000 * MILLISECOND;

    private static final byte[] PORTAL = "<!DOCTYPE html><html><body>Please log in</body></html>".getBytes();

    private final Sky sky;
    private final SimStore store;
    private final RandomGenerator random;
    private @Nullable Fate fate;
    private Duration askedFor = Duration.ZERO;
    private long leftAloneUntil;

    public SimTarget(Sky sky, SimStore store, RandomGenerator random) {
        this.sky = sky;
        this.store = store;
        this.random = random;
    }

    /** What becomes of a call that begins now. */
    public Fate fate() {
        Trouble trouble = sky.next(random);
        long nanos = switch (trouble) {
            case HANGS -> sky.hang(random);
            case SLOW -> random.nextLong(5_000 * MILLISECOND, 29_000 * MILLISECOND);
            case TIMED_OUT, NAME_NOT_RESOLVED -> random.nextLong(MILLISECOND, 10_000 * MILLISECOND);
            default -> random.nextLong(MILLISECOND, 60 * MILLISECOND);
        };
        return new Fate(trouble, nanos, random.nextBoolean());
    }

    /** Runs the calls that meet this fate. */
    public void during(Fate met, Runnable calls) {
        fate = met;
        calls.run();
        fate = null;
    }

    /** Makes a call that meets this fate. */
    public <T, E extends Exception> T answer(Fate met, Answering<T, E> call) throws E {
        fate = met;
        try {
            return call.make();
        } finally {
            fate = null;
        }
    }

    /** A call. */
    @FunctionalInterface
    public interface Answering<T, E extends Exception> {
        T make() throws E;
    }

    /** As {@link #during}, for calls that have not been given up: what they are told counts. */
    public void duringHeard(Fate met, Runnable calls) {
        askedFor = Duration.ZERO;
        during(met, calls);
        long until = store.nanos() + Math.min(askedFor.toNanos(), LONGEST_REST);
        leftAloneUntil = askedFor.isZero() ? leftAloneUntil : Math.max(leftAloneUntil, until);
    }

    /** A call answers that was given up. */
    public void comesLate() {
        sky.seesLateAnswer();
    }

    /** Until when it has asked to be left alone. */
    public long leftAloneUntil() {
        return leftAloneUntil;
    }

    @Override
    public TargetObject open(ObjectKey key) throws TargetException {
        sky.sees(key.path());
        Trouble met = trouble();
        Trouble trouble = met == Trouble.NONE || met == Trouble.OLD_LISTING ? sky.over(key.path()) : met;
        failIfAway(trouble);
        Stored stored = store.get(key.path());
        if (trouble == Trouble.WRONG_PLACE) {
            return wrong(key);
        }
        if (stored == null || trouble == Trouble.LYING_MISSING || trouble == Trouble.UNMOUNTED) {
            if (trouble == Trouble.UNCONFIRMED) {
                throw new Unavailable(Cause.OTHER, key + " is missing, in a place that nobody confirmed", null);
            }
            throw new Missing(key + " is not there", null);
        }
        byte[] content = stored.content();
        boolean config = key.path().endsWith(".cfg");
        if (trouble != Trouble.CUT) {
            sky.gives(key.path(), content.length);
        }
        return switch (trouble) {
            case PORTAL -> SimObject.of(config ? PORTAL : content, stored.modified());
            case CUT -> SimObject.cut(content, random.nextInt(content.length), stored.modified());
            case CORRUPT -> SimObject.of(corrupted(key.path(), content), stored.modified());
            case UNCONFIRMED -> SimObject.unconfirmed(content);
            default -> SimObject.of(content, stored.modified());
        };
    }

    /** A server that has nothing to do with us: most keys are missing there, and an adapter makes nothing of that. */
    private TargetObject wrong(ObjectKey key) throws Unavailable {
        if (random.nextBoolean()) {
            throw new Unavailable(Cause.OTHER, key + " is missing, in a place that nobody confirmed", null);
        }
        return SimObject.unconfirmed(PORTAL);
    }

    @Override
    public Listing list(ObjectKey folder, Optional<String> page) throws TargetException {
        Trouble trouble = trouble();
        failIfAway(trouble);
        if (trouble == Trouble.UNMOUNTED) {
            return new Listing(List.of(), Optional.empty());
        }
        if (trouble == Trouble.UNCONFIRMED || trouble == Trouble.WRONG_PLACE) {
            throw new Unavailable(Cause.OTHER, "a listing from a place that nobody confirmed", null);
        }
        String prefix = folder.path().isEmpty() ? "" : folder.path() + "/";
        SortedMap<String, Listing.Entry> entries = new TreeMap<>();
        store.objects(trouble == Trouble.OLD_LISTING ? OLD : 0).tailMap(prefix).entrySet().stream()
                .takeWhile(object -> object.getKey().startsWith(prefix))
                .forEach(object -> {
                    Listing.Entry entry = entry(object.getKey().substring(prefix.length()), object.getValue());
                    entries.put(entry.name(), entry);
                });
        return new Listing(List.copyOf(entries.values()), Optional.empty());
    }

    @Override
    public void put(ObjectKey key, byte[] content) throws TargetException {
        change(() -> store.put(key.path(), content));
    }

    @Override
    public void delete(ObjectKey key) throws TargetException {
        change(() -> store.delete(key.path()));
    }

    /** What is answered too late may have been done. */
    private void change(Runnable change) throws TargetException {
        Trouble trouble = trouble();
        if (trouble == Trouble.TIMED_OUT && random.nextBoolean()) {
            change.run();
        }
        failIfAway(trouble);
        change.run();
    }

    @Override
    public String describe() {
        return "sim://store";
    }

    @Override
    public void close() {}

    private Trouble trouble() {
        if (fate == null) {
            throw new IllegalStateException("a call to the backup target outside of Workers.remote");
        }
        return fate.trouble();
    }

    private void failIfAway(Trouble trouble) throws TargetException {
        switch (trouble) {
            case NAME_NOT_RESOLVED -> throw away(Cause.NAME_NOT_RESOLVED);
            case CONNECTION_FAILED -> throw away(Cause.CONNECTION_FAILED);
            case TIMED_OUT -> throw away(Cause.TIMED_OUT);
            case SERVER_ERROR -> throw away(Cause.SERVER_ERROR);
            case CLOCK_SKEW -> throw away(Cause.CLOCK_SKEW);
            case LOCAL -> throw away(Cause.LOCAL);
            case THROTTLED -> throw throttled();
            case REFUSED -> throw new Refused("the credentials are not accepted", null);
            default -> {}
        }
    }

    private Unavailable throttled() {
        askedFor = Duration.ofSeconds(Math.max(0, random.nextInt(180) - 90));
        Optional<Duration> retryAfter = askedFor.isZero() ? Optional.empty() : Optional.of(askedFor);
        return new Unavailable(Cause.THROTTLED, "fewer calls, please", null, retryAfter);
    }

    private static Unavailable away(Cause cause) {
        return new Unavailable(cause, "simulated: " + cause, null);
    }

    private byte[] corrupted(String key, byte[] content) {
        sky.seesDamaged(key);
        byte[] copy = content.clone();
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private static Listing.Entry entry(String relative, Stored stored) {
        int slash = relative.indexOf('/');
        return slash < 0
                ? new Listing.ObjectEntry(relative, stored.content().length, stored.modified())
                : new Listing.FolderEntry(relative.substring(0, slash));
    }
}
