package io.restorekit;

import io.restorekit.api.Activation;
import io.restorekit.api.Failure;
import io.restorekit.api.Fence;
import io.restorekit.api.Finding;
import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestorePlan;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.StoredState;
import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BackupException;
import io.restorekit.backup.Manifest;
import io.restorekit.backup.StoreInventory;
import io.restorekit.backup.longhorn.LonghornStore;
import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.FileNotes;
import io.restorekit.checkpoint.Guard;
import io.restorekit.checkpoint.Owner;
import io.restorekit.checkpoint.Source;
import io.restorekit.engine.Daemons;
import io.restorekit.engine.Failures;
import io.restorekit.engine.Preview;
import io.restorekit.engine.RestoreLoop;
import io.restorekit.engine.Surroundings;
import io.restorekit.engine.SystemTime;
import io.restorekit.engine.TargetGate;
import io.restorekit.engine.ThreadWorkers;
import io.restorekit.machine.Event;
import io.restorekit.machine.State;
import io.restorekit.preflight.Preflight;
import io.restorekit.preflight.PreflightReport;
import io.restorekit.preflight.StoreCheck;
import io.restorekit.standby.StandbyVolume;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.BackupTargetProvider;
import io.restorekit.target.Notes;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetUrl;
import io.restorekit.volume.VolumeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The front door: starts restores and looks into backup targets. All restores of one engine from the same backup target
 * share its gate: the twentieth learns of an outage from the first.
 *
 * <p>Thread-safe. Its threads are daemons; they never keep a process alive.
 */
public final class RestoreEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreEngine.class);

    /** Calls beside the blocks: those that hang and have been given up, the probe, the lock. */
    private static final int SPARE_CALLS = 16;

    private final Targets targets;
    private final Map<String, String> settings;
    private final Function<RestoreRequest, Optional<Fence>> fences;
    private final SystemTime time = new SystemTime();
    private final RandomGenerator random = new LockedRandom(new SplittableRandom());
    private final ExecutorService lookups = Executors.newCachedThreadPool(Daemons.named("restore-lookup"));
    private final ExecutorService listeners = Executors.newCachedThreadPool(Daemons.named("restore-listener"));
    private final Map<String, TargetGate> gates = new ConcurrentHashMap<>();
    private final Set<RestoreLoop> running = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Boolean> telling = ThreadLocal.withInitial(() -> false);
    private boolean closed;

    private RestoreEngine(Builder builder) {
        targets = new Targets(List.copyOf(builder.providers));
        settings = Map.copyOf(builder.settings);
        fences = builder.fences;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a restore and returns at once; an outage does not show here.
     *
     * @throws RestoreException with kind {@code USAGE} if the URL or the settings are not valid, or the adapter for the
     *     URL is not there
     */
    public Restore start(RestoreRequest request, RestoreListener listener) throws RestoreException {
        return begin(request, listener);
    }

    /**
     * Starts to keep a volume at the newest backup, until it is activated, and returns at once; an outage does not show
     * here. Whatever backup the request names, the newest is followed; the volume is {@link RestoreOptions#staged staged}.
     *
     * @param poll how long to leave the backup target alone between two looks for a newer backup
     * @throws RestoreException as for {@link #start}
     */
    public StandbyVolume follow(RestoreRequest request, Duration poll, RestoreListener listener)
            throws RestoreException {
        RestoreRequest following = request.withGoal(Goal.follow(poll))
                .withOptions(request.options().withStaged(true).withRepair(false));
        return begin(following, listener);
    }

    /**
     * Leaves a volume, at a backup that it holds completely, to whoever uses it from now on; see
     * {@link StandbyVolume#activate}. A process that follows it now is asked to do so, and looks for that each second.
     * Asks the backup target for nothing. Blocks.
     *
     * <p>Where there is a fence, this process has to hold it; to ask who holds it, take an engine without fences.
     *
     * @param volume the local file
     * @param stateDirectory where its checkpoint is kept
     * @throws RestoreException why it could not be activated: with kind {@code NO_RESTORE_POINT} if it holds no backup
     *     completely, {@code VOLUME_CHANGED} if it is not what was restored, {@code VOLUME_BUSY} if who follows it does not
     *     answer, {@code OWNERSHIP_LOST} if the fence around it is not held
     */
    public Activation activate(Path volume, Path stateDirectory) throws RestoreException {
        return new Activator(this::offline, time, volume, stateDirectory).activate();
    }

    /**
     * Verifies a backup in its store, without a volume: every block is fetched, decoded and compared with its digest. Returns
     * at once; an outage is waited for. Ends as {@link Outcome.Verified} with the blocks that cannot be had, which are
     * skipped; nothing is remembered of one that ends otherwise.
     *
     * @param url names the volume in the store, and the backup unless it is the newest
     * @throws RestoreException as for {@link #start}
     */
    public Restore verifyBackup(String url, RestoreOptions options, RestoreListener listener) throws RestoreException {
        RestoreOptions skipping = options.withBadBlocks(RestoreOptions.BadBlocks.SKIP)
                .withStaged(false)
                .withRepair(false);
        RestoreRequest nowhere = RestoreRequest.of(url, Path.of("nowhere")).withOptions(skipping);
        return begin(
                around(nowhere, Notes.inMemory(), Guard.none()),
                begun -> RestoreLoop.verify(begun, listener, this::tell));
    }

    /**
     * Reads a volume and compares it with the backup that its state directory says it holds. Needs no backup target, writes
     * nothing, and keeps restores off the volume meanwhile. Blocks as long as it takes to read the volume; an interrupt ends
     * it. To restore what differs: {@link #start} with {@link RestoreOptions#repair}.
     *
     * @param listener told how far it is, on the caller's thread
     * @throws RestoreException with kind {@code NO_RESTORE_POINT} if it holds no backup completely, {@code VOLUME_BUSY} if a
     *     restore works on it, or why it cannot be read
     */
    public Outcome.Verified verifyVolume(Path volume, Path stateDirectory, RestoreListener listener)
            throws RestoreException, InterruptedException {
        return Verification.ofVolume(volume, () -> StateLook.restorePoint(volume, stateDirectory), listener);
    }

    /**
     * As {@link #verifyVolume(Path, Path, RestoreListener)}, with the backup that the request names, whose manifest is read
     * from the store in one attempt.
     *
     * @throws RestoreException also with kind {@code USAGE} as for {@link #start}, or why the store cannot be read
     */
    public Outcome.Verified verifyVolume(RestoreRequest request, RestoreListener listener)
            throws RestoreException, InterruptedException {
        return Verification.ofVolume(request.volume(), () -> manifest(request), listener);
    }

    private Manifest manifest(RestoreRequest request) throws RestoreException {
        TargetUrl url = Targets.parse(request.url());
        try (BackupTarget target = targets.open(url, context(new ReadOnlyNotes(request.state()), SPARE_CALLS))) {
            BackupCatalog catalog = new LonghornStore(target).catalog(Targets.volume(url), request.backingImage());
            return Preview.manifest(catalog, request.goal());
        } catch (TargetException | BackupException e) {
            throw new RestoreException(Failures.of(e), e);
        }
    }

    private RestoreLoop begin(RestoreRequest request, RestoreListener listener) throws RestoreException {
        return begin(
                around(request, new FileNotes(request.state()), new Guard(fences.apply(request))),
                begun -> RestoreLoop.start(begun, listener, this::tell));
    }

    private Surroundings around(RestoreRequest request, Notes notes, Guard guard) throws RestoreException {
        TargetUrl url = Targets.parse(request.url());
        String volume = Targets.volume(url);
        BackupTarget target = targets.open(url, context(notes, request.options().concurrency() + SPARE_CALLS));
        LonghornStore store = new LonghornStore(target);
        return new Surroundings(
                request,
                new Source(url.place(), volume),
                Owner.here(time.clock()),
                guard,
                target,
                store.catalog(volume, request.backingImage()),
                store.lock(volume, notes, random, time::nanos, time.clock()),
                gates.computeIfAbsent(url.place(), place -> new TargetGate(place, time, random)),
                new ThreadWorkers("restore-" + volume),
                time,
                random,
                RestoreEngine::trace);
    }

    /** One that ends once it has activated the volume, or could not. */
    private Restore offline(RestoreRequest request, Source source) {
        BackupTarget nothing = new NoTarget();
        LonghornStore store = new LonghornStore(nothing);
        Surroundings around = new Surroundings(
                request,
                source,
                Owner.here(time.clock()),
                new Guard(fences.apply(request)),
                nothing,
                store.catalog(source.volume(), Optional.empty()),
                store.lock(source.volume(), Notes.inMemory(), random, time::nanos, time.clock()),
                new TargetGate(nothing.describe(), time, random),
                new ThreadWorkers("activate-" + source.volume()),
                time,
                random,
                RestoreEngine::trace);
        return begin(around, begun -> RestoreLoop.activate(begun, new RestoreListener() {}, this::tell));
    }

    public Restore start(RestoreRequest request) throws RestoreException {
        return start(request, new RestoreListener() {});
    }

    /**
     * What a restore would do if it began now: what is fetched, written and made zero. Touches neither the volume nor the
     * state directory, and takes no lock. Blocks, and makes one attempt.
     *
     * @throws RestoreException with kind {@code USAGE} as for {@link #start}, or why the restore could not begin or would
     *     have to wait
     */
    public RestorePlan plan(RestoreRequest request) throws RestoreException {
        TargetUrl url = Targets.parse(request.url());
        String volume = Targets.volume(url);
        Source source = new Source(url.place(), volume);
        try (BackupTarget target = targets.open(url, context(new ReadOnlyNotes(request.state()), SPARE_CALLS))) {
            BackupCatalog catalog = new LonghornStore(target).catalog(volume, request.backingImage());
            return new Preview(request, source, catalog).look();
        } catch (TargetException | BackupException | VolumeException | CheckpointException e) {
            throw new RestoreException(Failures.of(e), e);
        }
    }

    /**
     * What a state directory says of its volume. Takes nothing over and writes nothing, so it may be asked while a restore
     * works on it, also in another process.
     *
     * @throws RestoreException if the directory cannot be read, or a newer version wrote it
     */
    public static StoredState state(Path directory) throws RestoreException {
        return StateLook.at(directory);
    }

    /**
     * What lies in a backup target. Blocks, and makes one attempt.
     *
     * @throws RestoreException if the place cannot be read
     */
    public StoreInventory inventory(String url) throws RestoreException {
        TargetUrl parsed = Targets.parse(url);
        try (BackupTarget target = targets.open(parsed, context(Notes.inMemory(), SPARE_CALLS))) {
            return new LonghornStore(target).inventory();
        } catch (TargetException e) {
            throw new RestoreException(Failures.of(e), e);
        }
    }

    /**
     * Looks at everything that a restore from this URL depends on, before there is one. With a volume in the URL its
     * backups are looked at too: a manifest and a block are read, and a lock is written and taken away. Blocks, perhaps
     * for many seconds where something is amiss.
     *
     * @throws RestoreException with kind {@code USAGE} as for {@link #start}; whatever else is wrong is a finding
     */
    public PreflightReport preflight(String url) throws RestoreException {
        TargetUrl parsed = Targets.parse(url);
        Notes notes = Notes.inMemory();
        try (BackupTarget target = targets.open(parsed, context(notes, SPARE_CALLS))) {
            Preflight preflight = new Preflight(lookups);
            List<Finding> findings = new ArrayList<>(preflight.run("place", target::preflight));
            if (parsed.volume().isPresent()) {
                String volume = Targets.volume(parsed);
                Goal goal = Targets.goal(parsed);
                LonghornStore store = new LonghornStore(target);
                StoreCheck check = new StoreCheck(
                        store.catalog(volume, Optional.empty()),
                        store.lock(volume, notes, random, time::nanos, time.clock()),
                        Failures::of,
                        time::nanos);
                findings.addAll(preflight.run("backup", () -> check.look(goal)));
            }
            return new PreflightReport(target.describe(), findings);
        }
    }

    /**
     * Suspends every restore in good order and waits until their threads have left the volumes. Called by a listener or
     * by what hangs on an outcome it does not wait: that restore could not end before the call returns. May be called
     * more than once.
     */
    @Override
    public void close() {
        List<RestoreLoop> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(running);
        }
        Failure reason = new Failure(Failure.Kind.UNAVAILABLE, "the engine was closed", "start again to go on");
        left.forEach(restore -> restore.suspend(reason));
        CompletableFuture<Void> ended = CompletableFuture.allOf(left.stream()
                        .map(restore -> restore.outcome().toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .thenRun(this::release);
        if (!telling.get()) {
            ended.join();
        }
    }

    private static void trace(State from, Event event, State to) {
        LOG.trace(
                "{} on {}: {}",
                from.getClass().getSimpleName(),
                event.getClass().getSimpleName(),
                to.getClass().getSimpleName());
    }

    private void release() {
        time.close();
        lookups.shutdownNow();
        listeners.shutdown();
    }

    private void tell(Runnable news) {
        listeners.execute(() -> {
            telling.set(true);
            news.run();
        });
    }

    private synchronized RestoreLoop begin(Surroundings around, Function<Surroundings, RestoreLoop> way) {
        if (closed) {
            around.target().close();
            throw new IllegalStateException("the engine is closed");
        }
        RestoreLoop restore = way.apply(around);
        running.add(restore);
        restore.outcome().whenComplete((outcome, thrown) -> {
            running.remove(restore);
            around.target().close();
        });
        return restore;
    }

    private TargetContext context(Notes notes, int mostCalls) {
        return new TargetContext(time.clock(), random, lookups, notes, settings, mostCalls);
    }

    /** Not thread-safe. */
    public static final class Builder {
        private final List<BackupTargetProvider> providers = new ArrayList<>();
        private Map<String, String> settings = System.getenv();
        private Function<RestoreRequest, Optional<Fence>> fences = request -> Optional.empty();

        private Builder() {}

        /** A provider to ask before those that {@link java.util.ServiceLoader} finds. */
        public Builder targets(BackupTargetProvider provider) {
            providers.add(provider);
            return this;
        }

        /** What adapters read in place of the process's environment. */
        public Builder settings(Map<String, String> values) {
            settings = Map.copyOf(values);
            return this;
        }

        /**
         * A fence around the volume of each restore, from outside; none by default.
         *
         * @param finder asked once for each restore before it begins, and for each try to {@link RestoreEngine#activate activate}
         *     a volume, when the request tells of volume and state directory alone; empty where there is none
         */
        public Builder fences(Function<RestoreRequest, Optional<Fence>> finder) {
            fences = finder;
            return this;
        }

        public RestoreEngine build() {
            return new RestoreEngine(this);
        }
    }
}
