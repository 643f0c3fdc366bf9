package io.restorekit.engine;

import io.restorekit.api.Failure;
import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BackupCatalog.Located;
import io.restorekit.backup.BackupException;
import io.restorekit.backup.Manifest;
import io.restorekit.engine.Parking.Parked;
import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The effects that call the backup target. A call that hangs is given up at its deadline and counted; above
 * {@value #MOST_LOST} such calls only the probe that locates the goal is made, with a deadline that doubles.
 */
final class RemoteEffects {
    private static final int MOST_LOST = 8;
    private static final Duration LONGEST_DEADLINE = Duration.ofHours(1);

    private static final Failure NO_THREAD = new Failure(
            Failure.Kind.UNAVAILABLE, "there is no thread for a call to the backup target", "it is tried again");

    private final Surroundings around;
    private final BufferPool buffers;
    private final Parking parking;
    private final Consumer<Event> post;
    private final AtomicInteger hungProbes = new AtomicInteger();
    private final Map<Long, RemoteCall> calls = new ConcurrentHashMap<>();

    RemoteEffects(Surroundings around, BufferPool buffers, Consumer<Event> post) {
        this.around = around;
        this.buffers = buffers;
        this.parking = new Parking(buffers);
        this.post = post;
    }

    void locate(Effect.Locate effect) {
        begin(effect.ticket(), Sort.PROBE, call -> {
            Event.Located located = locate(effect, around.catalog(), call);
            if (effect.lock() || located.goal().isPresent()) {
                call.knows(located);
                tryLock();
            }
            return located;
        });
    }

    void keepLock(Effect.KeepLock effect) {
        begin(effect.ticket(), Sort.LOCK, call -> {
            around.lock().step();
            return new Event.LockKept(effect.ticket());
        });
    }

    void fetch(Effect.Fetch effect) {
        expect(effect);
        begin(effect.ticket(), Sort.BLOCK, call -> {
            park(effect, buffer -> fetchTwice(effect, buffer, call));
            return new Event.Fetched(effect.ticket());
        });
    }

    /** Before the fetch begins on another thread, so that a Forget that comes first is not overtaken. */
    void expect(Effect.Fetch effect) {
        parking.expect(effect.ticket());
    }

    /**
     * Fetches what is expected from a place that needs no call, on the caller's thread.
     *
     * @return false if the block is not there
     */
    boolean fetchHere(Effect.Fetch effect, Filling filling) throws Exception {
        boolean there = false;
        try {
            there = park(effect, filling) > 0;
        } finally {
            if (!there) {
                parking.forget(effect.ticket());
            }
        }
        return there;
    }

    /** Fills a buffer, and says how far. */
    interface Filling {
        int fill(byte[] buffer) throws Exception;
    }

    private int park(Effect.Fetch effect, Filling filling) throws Exception {
        int room = effect.packed() ? around.catalog().mostPacked(effect.length()) : effect.length();
        byte[] buffer = buffers.take(room);
        boolean parked = false;
        try {
            int length = filling.fill(buffer);
            parked = parking.park(effect.ticket(), buffer, length);
            return length;
        } finally {
            if (!parked) {
                buffers.give(buffer);
            }
        }
    }

    /** Hands over the block that a fetch has parked. */
    Parked take(long ticket) {
        return parking.take(ticket).orElseThrow(() -> new IllegalStateException("nothing is parked under " + ticket));
    }

    void forget(long ticket) {
        RemoteCall call = calls.remove(ticket);
        if (call != null && call.close()) {
            call.permit().release();
            call.giveUp();
        }
        parking.forget(ticket);
    }

    void stop() {
        calls.keySet().forEach(this::forget);
    }

    /** In a place that nobody confirmed there is no lock to be had, and blocks can be restored. */
    private void tryLock() throws TargetException, BackupException {
        try {
            around.lock().step();
        } catch (TargetException e) {
            RestoreLoop.LOG.debug("no lock yet", e);
            if (e instanceof Unavailable busy && rest(busy).isPresent()) {
                throw e;
            }
        }
    }

    /** A transfer can be damaged, and credentials renewed after the call was signed: both are tried again once, at once. */
    private int fetchTwice(Effect.Fetch effect, byte[] buffer, RemoteCall call)
            throws TargetException, BackupException {
        try {
            return fetch(effect, buffer, call);
        } catch (BackupException | Refused e) {
            RestoreLoop.LOG.info("fetching again: {}", Failures.of(e));
            return fetch(effect, buffer, call);
        }
    }

    private int fetch(Effect.Fetch effect, byte[] buffer, RemoteCall call) throws TargetException, BackupException {
        if (effect.packed()) {
            return around.catalog().fetchPacked(effect.digest(), buffer, effect.length(), call);
        }
        around.catalog().fetch(effect.digest(), buffer, effect.length(), call);
        return effect.length();
    }

    private void begin(long ticket, Sort sort, Work work) {
        int lost = around.workers().lost();
        if (lost >= MOST_LOST && sort != Sort.PROBE) {
            parking.forget(ticket);
            post.accept(new Event.Failed(ticket, hung(lost), true));
            return;
        }
        Optional<TargetGate.Permit> permit = around.gate().tryPass();
        if (permit.isEmpty()) {
            parking.forget(ticket);
            Failure why = around.gate().lastFailure().orElseGet(() -> hung(lost));
            post.accept(new Event.Failed(ticket, why, true, false));
            return;
        }
        RemoteCall call = new RemoteCall(permit.get());
        calls.put(ticket, call);
        Duration limit = deadline(lost);
        call.watch(around.time(), limit, () -> late(ticket, call, sort, limit));
        try {
            call.runsOn(around.workers().remote(() -> make(ticket, call, sort, work)));
        } catch (RuntimeException | Error e) {
            unbegun(ticket, call, e);
        }
    }

    /** No thread could be had: that says nothing of the backup target. */
    private void unbegun(long ticket, RemoteCall call, Throwable thrown) {
        RestoreLoop.LOG.warn("a call to the backup target could not begin", thrown);
        if (call.close()) {
            call.permit().release();
            parking.forget(ticket);
            answer(ticket, new Event.Failed(ticket, NO_THREAD, false));
        }
    }

    private void make(long ticket, RemoteCall call, Sort sort, Work work) {
        try {
            Event answer = work.run(call);
            if (call.close()) {
                hungProbes.set(0);
                call.permit().succeeded();
                answer(ticket, answer);
            }
        } catch (Throwable e) {
            if (call.close()) {
                parking.forget(ticket);
                answer(ticket, failed(ticket, call, sort, e));
            }
        }
    }

    private Event failed(long ticket, RemoteCall call, Sort sort, Throwable thrown) {
        Failure failure = Failures.of(thrown);
        RestoreLoop.LOG.debug("a call to the backup target failed: {}", failure, thrown);
        if (thrown instanceof Unavailable local && local.reason() == TargetException.Cause.LOCAL) {
            call.permit().release();
            return new Event.Failed(ticket, failure, false);
        }
        boolean blame = failure.kind() == Failure.Kind.UNAVAILABLE || failure.kind() == Failure.Kind.REFUSED;
        if (!blame) {
            call.permit().succeeded();
            return new Event.Failed(ticket, failure, false);
        }
        Optional<Duration> rest = thrown instanceof Unavailable busy ? rest(busy) : Optional.empty();
        return new Event.Failed(ticket, failure, shuts(call, sort, failure, rest));
    }

    /** A lock that cannot be had, in a place that gives blocks, says nothing of the place: a disk is full, writes are refused. */
    private static boolean shuts(RemoteCall call, Sort sort, Failure failure, Optional<Duration> rest) {
        if (sort == Sort.LOCK && rest.isEmpty()) {
            call.permit().release();
            return false;
        }
        return call.permit().failed(failure, sort == Sort.PROBE, rest);
    }

    private static Optional<Duration> rest(Unavailable busy) {
        return busy.retryAfter().filter(rest -> rest.compareTo(Duration.ZERO) > 0);
    }

    private void late(long ticket, RemoteCall call, Sort sort, Duration limit) {
        parking.forget(ticket);
        Optional<Event> known = call.known();
        if (known.isPresent()) {
            call.permit().succeeded();
            answer(ticket, known.get());
            return;
        }
        if (sort == Sort.PROBE) {
            hungProbes.incrementAndGet();
        }
        // The adapter is not asked for its name here: it hangs, and might hang or throw once more.
        Failure failure = RemoteCall.timedOut("a call to " + around.source().place(), limit);
        answer(ticket, new Event.Failed(ticket, failure, shuts(call, sort, failure, Optional.empty())));
    }

    private void answer(long ticket, Event event) {
        calls.remove(ticket);
        post.accept(event);
    }

    /** Doubles with each probe in a row that hung, not with the calls that hung at once before. */
    private Duration deadline(int lost) {
        Duration limit = around.request().options().callTimeout();
        int doublings = lost >= MOST_LOST ? Math.min(hungProbes.get() + 1, 20) : 0;
        Duration longer = limit.multipliedBy(1L << doublings);
        return longer.compareTo(LONGEST_DEADLINE) < 0 || longer.equals(limit) ? longer : LONGEST_DEADLINE;
    }

    /** What is held whole already cannot be told from the newest where newer ones cannot be seen: that is waited for. */
    static Event.Located locate(Effect.Locate effect, BackupCatalog catalog, BackupCatalog.Progress progress)
            throws TargetException, BackupException {
        Located located = catalog.locate(effect.goal(), effect.held(), progress);
        boolean certain = !(located instanceof Located.Unconfirmed);
        if (!certain && !effect.lock()) {
            String words = "what the newest backup is cannot be told in a place that nobody confirmed";
            throw new Unavailable(TargetException.Cause.OTHER, words, null);
        }
        Optional<Manifest> base = effect.base().isPresent()
                ? Optional.of(catalog.manifest(effect.base().get(), progress))
                : Optional.empty();
        Optional<Manifest> goal =
                located instanceof Located.Found found ? Optional.of(found.manifest()) : Optional.empty();
        return new Event.Located(effect.ticket(), goal, base, certain);
    }

    private static Failure hung(int lost) {
        return new Failure(
                Failure.Kind.UNAVAILABLE,
                lost + " calls to the backup target hang",
                "waiting until the backup target is back");
    }

    private enum Sort {
        PROBE,
        BLOCK,
        LOCK
    }

    /** A call that answers or throws. */
    private interface Work {
        Event run(RemoteCall call) throws Exception;
    }
}
