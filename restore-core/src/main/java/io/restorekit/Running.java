package io.restorekit;

import io.restorekit.api.Failure;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreRequest;
import io.restorekit.backup.longhorn.LonghornStore;
import io.restorekit.checkpoint.FileNotes;
import io.restorekit.checkpoint.Guard;
import io.restorekit.checkpoint.Owner;
import io.restorekit.checkpoint.Source;
import io.restorekit.engine.Daemons;
import io.restorekit.engine.RestoreLoop;
import io.restorekit.engine.Surroundings;
import io.restorekit.engine.TargetGate;
import io.restorekit.engine.ThreadWorkers;
import io.restorekit.engine.Time;
import io.restorekit.machine.Event;
import io.restorekit.machine.State;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Notes;
import io.restorekit.target.TargetUrl;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The restores of one engine that are under way, and what they share. Thread-safe. */
final class Running {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreEngine.class);

    private final Targets targets;
    private final Time time;
    private final RandomGenerator random;
    private final ExecutorService listeners = Executors.newCachedThreadPool(Daemons.named("restore-listener"));
    private final Map<String, TargetGate> gates = new ConcurrentHashMap<>();
    private final Set<RestoreLoop> loops = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Boolean> telling = ThreadLocal.withInitial(() -> false);
    private boolean closed;

    Running(Targets targets, Time time, RandomGenerator random) {
        this.targets = targets;
        this.time = time;
        this.random = random;
    }

    RestoreLoop restore(RestoreRequest request, Guard guard, RestoreListener listener) throws RestoreException {
        Surroundings around = around(request, new FileNotes(request.state()), guard);
        return begin(around, begun -> RestoreLoop.start(begun, listener, this::tell));
    }

    /** Of the backup that the request names; whatever volume it names is not looked at. */
    RestoreLoop verification(RestoreRequest request, RestoreListener listener) throws RestoreException {
        Surroundings around = around(request, Notes.inMemory(), Guard.none());
        return begin(around, begun -> RestoreLoop.verify(begun, listener, this::tell));
    }

    /** One that ends once it has activated the volume, or could not. */
    RestoreLoop activation(RestoreRequest request, Source source, Guard guard) {
        BackupTarget nothing = new NoTarget();
        TargetGate gate = new TargetGate(nothing.describe(), time, random);
        Surroundings around =
                around(request, source, guard, nothing, Notes.inMemory(), gate, "activate-" + source.volume());
        return begin(around, begun -> RestoreLoop.activate(begun, new RestoreListener() {}, this::tell));
    }

    private Surroundings around(RestoreRequest request, Notes notes, Guard guard) throws RestoreException {
        TargetUrl url = Targets.parse(request.url());
        Source source = new Source(url.place(), Targets.volume(url));
        BackupTarget target = targets.open(url, notes, request.options().concurrency());
        TargetGate gate = gates.computeIfAbsent(url.place(), place -> new TargetGate(place, time, random));
        return around(request, source, guard, target, notes, gate, "restore-" + source.volume());
    }

    private Surroundings around(
            RestoreRequest request,
            Source source,
            Guard guard,
            BackupTarget target,
            Notes notes,
            TargetGate gate,
            String threads) {
        LonghornStore store = new LonghornStore(target);
        return new Surroundings(
                request,
                source,
                Owner.here(time.clock()),
                guard,
                target,
                store.catalog(source.volume(), request.backingImage()),
                store.lock(source.volume(), notes, random, time::nanos, time.clock()),
                gate,
                new ThreadWorkers(threads),
                time,
                random,
                Running::trace);
    }

    private synchronized RestoreLoop begin(Surroundings around, Function<Surroundings, RestoreLoop> way) {
        if (closed) {
            around.target().close();
            throw new IllegalStateException("the engine is closed");
        }
        RestoreLoop restore = way.apply(around);
        loops.add(restore);
        restore.outcome().whenComplete((outcome, thrown) -> {
            loops.remove(restore);
            around.target().close();
        });
        return restore;
    }

    /**
     * Suspends all, runs {@code last} once their threads have left, and waits for that; not where a listener calls, whose
     * restore could not end then.
     */
    void close(Runnable last) {
        List<RestoreLoop> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(loops);
        }
        Failure reason = new Failure(Failure.Kind.UNAVAILABLE, "the engine was closed", "start again to go on");
        left.forEach(restore -> restore.suspend(reason));
        CompletableFuture<Void> ended = CompletableFuture.allOf(left.stream()
                        .map(restore -> restore.outcome().toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .thenRun(() -> {
                    last.run();
                    listeners.shutdown();
                });
        if (!telling.get()) {
            ended.join();
        }
    }

    private void tell(Runnable news) {
        listeners.execute(() -> {
            telling.set(true);
            news.run();
        });
    }

    private static void trace(State from, Event event, State to) {
        LOG.trace(
                "{} on {}: {}",
                from.getClass().getSimpleName(),
                event.getClass().getSimpleName(),
                to.getClass().getSimpleName());
    }
}
