package io.restorekit.testkit.sim;

import io.restorekit.api.Baseline;
import io.restorekit.api.Fence;
import io.restorekit.api.Goal;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import io.restorekit.backup.longhorn.LonghornStore;
import io.restorekit.checkpoint.FileNotes;
import io.restorekit.checkpoint.Guard;
import io.restorekit.checkpoint.Owner;
import io.restorekit.checkpoint.Source;
import io.restorekit.engine.Surroundings;
import io.restorekit.engine.TargetGate;
import io.restorekit.testkit.sim.disk.SimDisk;
import io.restorekit.testkit.sim.disk.Survival;
import io.restorekit.testkit.sim.store.Chain;
import io.restorekit.testkit.sim.store.Deletion;
import io.restorekit.testkit.sim.store.SimStore;
import io.restorekit.testkit.sim.store.SimTarget;
import io.restorekit.testkit.sim.store.Sky;
import io.restorekit.testkit.sim.store.Weather;
import io.restorekit.testkit.time.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The simulated world: one volume on one disk, one backup target, and the hosts that take turns at them. */
final class World {
    static final String STORE = "sim://store";
    static final String DIRECTORY = "/data";
    static final String VOLUME_PATH = DIRECTORY + "/volume";
    static final String STATE_PATH = DIRECTORY + "/volume.restore";

    private final VirtualTime agenda = new VirtualTime();
    private final Tally tally = new Tally();
    private final Journal journal = new Journal(agenda);
    private final Sky sky = new Sky(tally::count);
    private final WallClock wall = new WallClock(agenda);
    private final DiskFaults faults = new DiskFaults(tally);
    private final List<Deletion> deletions = new ArrayList<>();
    private final Chain chain;
    private final SimStore store;
    private final SimDisk disk;
    private final Stranger stranger;
    private final SplittableRandom random;
    private int made;
    private Optional<RestoreOptions> options = Optional.empty();
    private boolean fenced;
    private int host;
    private int boot;

    /**
     * @param following whether only the first backup of the chain has been made yet
     */
    World(SplittableRandom random, Chain chain, boolean following) {
        this.random = random;
        this.chain = chain;
        this.made = following ? 1 : chain.backups().size();
        this.store = new SimStore(agenda, chain.objects(made));
        this.disk = new SimDisk(wall, random.split(), faults);
        this.stranger = new Stranger(disk, journal);
        makeDirectory();
    }

    /** How restores that begin from now on behave. */
    void options(RestoreOptions wanted) {
        options = Optional.of(wanted);
    }

    /** From now on a fence is held by restores on the latest host alone. */
    void buildFence() {
        fenced = true;
    }

    boolean isFenced() {
        return fenced;
    }

    private Optional<Fence> fence() {
        int mine = host;
        return fenced ? Optional.of(() -> mine == host) : Optional.empty();
    }

    private void makeDirectory() {
        try (FileSystem files = disk.mount("somebody")) {
            Files.createDirectory(files.getPath(DIRECTORY));
            disk.sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Attempt begin(Goal goal, Beginning beginning, Attempt.Witness witness) {
        tally.count("attempts");
        journal.tell("begins on host-" + host + ", boot " + boot + ":", goal);
        Process process = new Process(agenda);
        FileSystem files = disk.mount("host-" + host);
        SimTarget target = new SimTarget(sky, store, random.split());
        SimWorkers workers = new SimWorkers(process, target, random.split());
        ProcessTime time = new ProcessTime(agenda, process, wall);
        SplittableRandom jitter = random.split();
        Trail trail = new Trail(tally);
        LonghornStore longhorn = new LonghornStore(target);
        Surroundings around = new Surroundings(
                request(files.getPath(VOLUME_PATH), goal, beginning),
                new Source(STORE, Chain.VOLUME),
                new Owner("host-" + host, "boot-" + host + "-" + boot, 1, wall.instant()),
                new Guard(fence()),
                target,
                longhorn.catalog(Chain.VOLUME, Optional.empty()),
                longhorn.lock(Chain.VOLUME, new FileNotes(files.getPath(STATE_PATH)), jitter, time::nanos, wall),
                new TargetGate(STORE, time, jitter),
                workers,
                time,
                jitter,
                trail);
        return new Attempt(process, files, workers, trail, around, agenda.now(), faults.fatal(), witness);
    }

    private RestoreRequest request(Path volume, Goal goal, Beginning beginning) {
        Baseline baseline = switch (beginning) {
            case FULL, INCREMENTAL, STAGED, REPAIRED, FOLLOWING -> Baseline.auto();
            case UNKNOWN -> Baseline.unknown();
            case HOLDING -> Baseline.holding(chain.backups().get(0));
        };
        return RestoreRequest.of(STORE + "?volume=" + Chain.VOLUME, volume)
                .withGoal(goal)
                .withBaseline(baseline)
                .withOptions(options.orElse(RestoreOptions.DEFAULT
                        .withStaged(beginning.isStaged())
                        .withRepair(beginning.isRepaired())
                        .withConcurrency(1 + random.nextInt(SimWorkers.MOST_CONCURRENT))));
    }

    /** Every process on every host ends, and the disk keeps what it keeps. */
    void cutPower(Survival survival) {
        journal.tell("power cut", survival);
        disk.powerCut(survival);
        boot++;
    }

    void kill(Attempt attempt) {
        journal.tell("killed", "");
        attempt.process().kill();
        disk.processDies(attempt.files());
    }

    /** Its outcome has come: the process ends in good order. */
    void exit(Attempt attempt) {
        disk.processDies(attempt.files());
    }

    /** The volume is backed up once more, unless the chain is at its end. */
    void makesBackup() {
        if (made < chain.backups().size()) {
            made++;
            store.bringBack(chain.objects(made));
            store.put(Chain.layout().volumeConfig(), chain.volumeConfigs().get(made - 1));
        }
    }

    String newest() {
        return chain.backups().get(made - 1);
    }

    boolean hasSeenDeletions() {
        return !deletions.isEmpty();
    }

    void moveToAnotherHost() {
        host++;
    }

    void jumpClock(SplittableRandom by) {
        wall.jump(Duration.ofSeconds(by.nextInt(-86_400, 86_400)));
    }

    /** A retention job sets out to delete a backup. */
    Deletion deletes(int backup, long pause) {
        Deletion deletion =
                new Deletion(agenda, store, new DeletionWitness(tally), chain, backup, random.nextLong(), pause);
        deletions.add(deletion);
        deletion.announce();
        return deletion;
    }

    /** Also, what was deleted is brought back. */
    void heal() {
        journal.tell("the faults stop", "");
        deletions.forEach(Deletion::die);
        store.bringBack(chain.objects(made));
        sky.turns(Weather.CLEAR);
        sky.settles();
        faults.heal();
    }

    VirtualTime agenda() {
        return agenda;
    }

    Journal journal() {
        return journal;
    }

    Tally tally() {
        return tally;
    }

    WallClock wall() {
        return wall;
    }

    Sky sky() {
        return sky;
    }

    Chain chain() {
        return chain;
    }

    SimStore store() {
        return store;
    }

    SimDisk disk() {
        return disk;
    }

    Stranger stranger() {
        return stranger;
    }

    DiskFaults faults() {
        return faults;
    }
}
