package io.restorekit;

import io.restorekit.api.Activation;
import io.restorekit.api.Fence;
import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestorePlan;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.StoredState;
import io.restorekit.backup.StoreInventory;
import io.restorekit.checkpoint.Guard;
import io.restorekit.engine.Daemons;
import io.restorekit.engine.SystemTime;
import io.restorekit.preflight.PreflightReport;
import io.restorekit.standby.StandbyVolume;
import io.restorekit.target.BackupTargetProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The front door: starts restores and looks into backup targets. All restores of one engine from the same backup target
 * share its gate: the twentieth learns of an outage from the first.
 *
 * <p>Thread-safe. Its threads are daemons; they never keep a process alive.
 */
public final class RestoreEngine implements AutoCloseable {
    private final SystemTime time = new SystemTime();
    private final ExecutorService lookups = Executors.newCachedThreadPool(Daemons.named("restore-lookup"));
    private final Function<RestoreRequest, Optional<Fence>> fences;
    private final Running running;
    private final Looks looks;

    private RestoreEngine(Builder builder) {
        RandomGenerator random = new LockedRandom(new SplittableRandom());
        Targets targets = new Targets(
                List.copyOf(builder.providers), Map.copyOf(builder.settings), time.clock(), random, lookups);
        fences = builder.fences;
        running = new Running(targets, time, random);
        looks = new Looks(targets, time, random);
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
        return running.restore(request, guard(request), listener);
    }

    /** As {@link #start(RestoreRequest, RestoreListener)}, told nothing. */
    public Restore start(RestoreRequest request) throws RestoreException {
        return start(request, new RestoreListener() {});
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
        return running.restore(following, guard(following), listener);
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
        return new Activator(
                        (request, source) -> running.activation(request, source, guard(request)),
                        time,
                        volume,
                        stateDirectory)
                .activate();
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
        return running.verification(nowhere, listener);
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
        return Verification.ofVolume(request.volume(), () -> looks.manifest(request), listener);
    }

    /**
     * What a restore would do if it began now: what is fetched, written and made zero. Touches neither the volume nor the
     * state directory, and takes no lock. Blocks, and makes one attempt.
     *
     * @throws RestoreException with kind {@code USAGE} as for {@link #start}, or why the restore could not begin or would
     *     have to wait
     */
    public RestorePlan plan(RestoreRequest request) throws RestoreException {
        return looks.plan(request);
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
        return looks.inventory(url);
    }

    /**
     * Looks at everything that a restore from this URL depends on, before there is one. With a volume in the URL its
     * backups are looked at too: a manifest and a block are read, and a lock is written and taken away. Blocks, perhaps
     * for many seconds where something is amiss.
     *
     * @throws RestoreException with kind {@code USAGE} as for {@link #start}; whatever else is wrong is a finding
     */
    public PreflightReport preflight(String url) throws RestoreException {
        return looks.preflight(url, lookups);
    }

    /**
     * Suspends every restore in good order and waits until their threads have left the volumes. Called by a listener or
     * by what hangs on an outcome it does not wait: that restore could not end before the call returns. May be called
     * more than once.
     */
    @Override
    public void close() {
        running.close(() -> {
            time.close();
            lookups.shutdownNow();
        });
    }

    private Guard guard(RestoreRequest request) {
        return new Guard(fences.apply(request));
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
