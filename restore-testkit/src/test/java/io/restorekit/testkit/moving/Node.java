package io.restorekit.testkit.moving;

import io.restorekit.api.Fence;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.backup.longhorn.LonghornStore;
import io.restorekit.checkpoint.Guard;
import io.restorekit.checkpoint.Owner;
import io.restorekit.checkpoint.Source;
import io.restorekit.engine.RestoreLoop;
import io.restorekit.engine.Surroundings;
import io.restorekit.engine.SystemTime;
import io.restorekit.engine.TargetGate;
import io.restorekit.engine.ThreadWorkers;
import io.restorekit.engine.Time;
import io.restorekit.target.Notes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A host with a boot of its own, whose monotonic clock can be set on. */
final class Node implements Time, AutoCloseable {
    private static final String VOLUME = "vol";
    private static final int PATIENCE = 60;

    private final String name;
    private final Shelf shelf;
    private final SystemTime time = new SystemTime();
    private final AtomicLong ahead = new AtomicLong();
    private final Random random = new Random(1);
    private final List<Restore> begun = new ArrayList<>();
    private Optional<Fence> fence = Optional.empty();

    Node(String name, Shelf shelf) {
        this.name = name;
        this.shelf = shelf;
    }

    Node behind(Fence around) {
        fence = Optional.of(around);
        return this;
    }

    Shelf shelf() {
        return shelf;
    }

    Restore restores(RestoreRequest request) {
        LonghornStore store = new LonghornStore(shelf);
        Surroundings around = new Surroundings(
                request,
                new Source("memory://store", VOLUME),
                new Owner(name, "boot-of-" + name, 1, Instant.EPOCH),
                new Guard(fence),
                shelf,
                store.catalog(VOLUME, Optional.empty()),
                store.lock(VOLUME, Notes.inMemory(), random, this::nanos, clock()),
                new TargetGate("memory://store", this, random),
                new ThreadWorkers(name),
                this,
                random,
                (from, event, to) -> {});
        Restore restore = RestoreLoop.start(around, new RestoreListener() {}, Runnable::run);
        begun.add(restore);
        return restore;
    }

    void passes(Duration by) {
        ahead.addAndGet(by.toNanos());
    }

    static RestoreStatus await(Restore restore, Predicate<RestoreStatus> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!wanted.test(restore.status())) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it stands at " + restore.status());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return restore.status();
    }

    static Outcome outcome(Restore restore) throws Exception {
        return restore.outcome().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
    }

    @Override
    public long nanos() {
        return time.nanos() + ahead.get();
    }

    @Override
    public Clock clock() {
        return time.clock();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return time.after(delay, task);
    }

    @Override
    public void close() {
        begun.forEach(Restore::cancel);
        begun.forEach(restore -> restore.outcome().toCompletableFuture().join());
        shelf.close();
        time.close();
    }
}
