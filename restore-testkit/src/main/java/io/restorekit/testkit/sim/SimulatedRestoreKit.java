package io.restorekit.testkit.sim;

import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.backup.longhorn.LonghornStore;
import io.restorekit.checkpoint.FileNotes;
import io.restorekit.checkpoint.Guard;
import io.restorekit.checkpoint.Owner;
import io.restorekit.checkpoint.Source;
import io.restorekit.engine.RestoreLoop;
import io.restorekit.engine.Surroundings;
import io.restorekit.engine.TargetGate;
import io.restorekit.testkit.scenario.Need;
import io.restorekit.testkit.scenario.restore.Progress;
import io.restorekit.testkit.scenario.restore.RestoreEnding;
import io.restorekit.testkit.scenario.restore.RestoreRun;
import io.restorekit.testkit.scenario.restore.SimulatedRestore;
import io.restorekit.testkit.scenario.restore.SimulatedSite;
import io.restorekit.testkit.sim.store.SimTarget;
import io.restorekit.testkit.sim.store.SimulatedWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** RestoreKit itself, its production code, as scenarios see it. */
public final class SimulatedRestoreKit implements SimulatedRestore {
    private static final String STORE = "sim://store";
    private static final Duration POLL = Duration.ofSeconds(40);

    private final RestoreOptions options;

    /** With options as they are if nothing is said. */
    public SimulatedRestoreKit() {
        this(RestoreOptions.DEFAULT);
    }

    public SimulatedRestoreKit(RestoreOptions options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "RestoreKit";
    }

    @Override
    public Set<Need> offers() {
        return EnumSet.allOf(Need.class);
    }

    @Override
    public RestoreRun start(SimulatedSite site, String backup) {
        return start(site, Goal.exactly(backup), options);
    }

    @Override
    public RestoreRun follow(SimulatedSite site) {
        return start(site, Goal.follow(POLL), options.withStaged(true).withRepair(false));
    }

    private static RestoreRun start(SimulatedSite site, Goal goal, RestoreOptions options) {
        SimulatedWorld world = (SimulatedWorld) site;
        Process process = new Process(site.time());
        SplittableRandom random = world.random();
        SimTarget target = new SimTarget(world.sky(), world.store(), random.split());
        SimWorkers workers = new SimWorkers(process, target, random.split());
        ProcessTime time = new ProcessTime(site.time(), process, new WallClock(site.time()));
        SplittableRandom jitter = random.split();
        LonghornStore longhorn = new LonghornStore(target);
        RestoreRequest request = RestoreRequest.of(STORE + "?volume=" + site.volumeName(), site.volume())
                .withGoal(goal)
                .withOptions(options.withConcurrency(SimWorkers.MOST_CONCURRENT));
        Path state = site.volume().resolveSibling(site.volume().getFileName() + ".restore");
        Surroundings around = new Surroundings(
                request,
                new Source(STORE, site.volumeName()),
                new Owner(
                        site.node(), "boot-" + world.process(), 1, time.clock().instant()),
                new Guard(Optional.empty()),
                target,
                longhorn.catalog(site.volumeName(), Optional.empty()),
                longhorn.lock(site.volumeName(), new FileNotes(state), jitter, time::nanos, time.clock()),
                new TargetGate(STORE, time, jitter),
                workers,
                time,
                jitter,
                (from, event, to) -> {});
        return new Run(process, around);
    }

    private static final class Run implements RestoreRun, RestoreListener {
        private static final long FOREVER = Long.MAX_VALUE;

        private final Process process;
        private final RestoreLoop restore;
        private Progress progress = Progress.NONE;
        private Optional<RestoreEnding> ending = Optional.empty();

        Run(Process process, Surroundings around) {
            this.process = process;
            this.restore = RestoreLoop.start(around, this, Runnable::run);
        }

        @Override
        public void changed(RestoreStatus status) {
            progress = new Progress(
                    status.doneBytes(), status.totalBytes(), status.phase().toString());
        }

        @Override
        public void ended(Outcome outcome) {
            ending = Optional.of(ending(outcome));
        }

        private static RestoreEnding ending(Outcome outcome) {
            if (outcome instanceof Outcome.Activated activated) {
                return RestoreEnding.activatedAt(activated.activation().backup());
            }
            return outcome instanceof Outcome.Restored
                    ? RestoreEnding.restoredIt()
                    : RestoreEnding.without(outcome.toString());
        }

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public Optional<RestoreEnding> ending() {
            return ending;
        }

        @Override
        public void kill() {
            process.kill();
        }

        @Override
        public void freeze() {
            process.stopUntil(FOREVER);
        }

        @Override
        public void thaw() {
            process.thaw();
        }

        @Override
        public void cancel() {
            restore.cancel();
        }

        @Override
        public void activate() {
            restore.activate();
        }
    }
}
