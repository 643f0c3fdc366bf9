package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Kept;
import io.restorekit.testkit.scenario.Need;
import io.restorekit.testkit.scenario.Scenario;
import io.restorekit.testkit.scenario.restore.RestoreRun;
import io.restorekit.testkit.scenario.restore.SimulatedRestore;
import io.restorekit.testkit.sim.disk.SimDisk;
import io.restorekit.testkit.sim.disk.Survival;
import io.restorekit.testkit.sim.store.Deletion;
import io.restorekit.testkit.sim.store.SimStore;
import io.restorekit.testkit.sim.store.Sky;
import io.restorekit.testkit.time.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** A scene in virtual time, with a simulated disk and a simulated backup target. */
final class SimulatedScene implements Scene {
    private static final String DIRECTORY = "/data";
    private static final Duration PATIENCE = Duration.ofDays(1);
    private static final String VOLUME = DIRECTORY + "/volume";

    private final VirtualTime time = new VirtualTime();
    private final Sky sky = new Sky(what -> {});
    private final Fetches fetches = new Fetches();
    private final SimulatedFaults faults;
    private final ScenarioDisk diskFaults = new ScenarioDisk();
    private final SimulatedRestore restore;
    private final ScenarioStore backups;
    private final MadeBackups made;
    private final SimStore store;
    private final SimDisk disk;
    private final SplittableRandom random;
    private final Map<Integer, Boolean> seen = new HashMap<>();
    private final List<Living> living = new ArrayList<>();
    private final List<Deletion> deletions = new ArrayList<>();
    private final DeletionWitness deletionWitness = new DeletionWitness();
    private int node = 1;
    private int processes;
    private long seenAt;

    /** A process that restores, and what it sees of the disk. */
    private record Living(RestoreRun run, FileSystem files) {}

    SimulatedScene(SimulatedRestore restore, Scenario scenario, ScenarioStore backups, long seed) {
        this.restore = restore;
        this.random = new SplittableRandom(seed);
        this.backups = backups;
        this.made = new MadeBackups(backups, scenario.made());
        this.store = new SimStore(time, made.objects());
        this.disk = new SimDisk(time.clock(), random.split(), diskFaults);
        this.faults = new SimulatedFaults(sky, scope -> backups.keys(scope, scenario.goal(), scenario.holds()));
        sky.tells(fetches::come);
        sky.settles();
        try (FileSystem files = disk.mount("somebody")) {
            Files.createDirectory(files.getPath(DIRECTORY));
            disk.sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(time.now());
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Duration scaled(Duration duration) {
        return duration;
    }

    @Override
    public Duration grace() {
        return Duration.ZERO;
    }

    @Override
    public boolean next(Duration notAfter) {
        time.at(notAfter.toNanos(), () -> {});
        boolean happened = time.runNext();
        if (disk.isOut()) {
            cutPower(diskFaults.kept());
        }
        return happened;
    }

    @Override
    public MortalRun start(int backup) throws IOException {
        FileSystem files = disk.mount("node-" + node);
        Path volume = files.getPath(VOLUME);
        SimulatedNode site =
                new SimulatedNode(time, sky, store, volume, "node-" + node, ++processes, random.split(), files::isOpen);
        MortalRun mortal = new MortalRun(begun(site, backup), () -> dies(files));
        living.add(new Living(mortal, files));
        if (disk.isOut()) {
            cutPower(diskFaults.kept());
        }
        return mortal;
    }

    /** Where the power goes while it begins, nothing has begun. */
    private RestoreRun begun(SimulatedNode site, int backup) throws IOException {
        try {
            return backup == Scenario.NEWEST ? restore.follow(site) : restore.start(site, backups.name(backup));
        } catch (IOException | RuntimeException e) {
            if (disk.isOut()) {
                return new NeverBegun();
            }
            throw e;
        }
    }

    private void dies(FileSystem files) {
        disk.processDies(files);
        living.removeIf(one -> one.files() == files);
    }

    @Override
    public void moveToAnotherNode() {
        node++;
    }

    @Override
    public SceneFaults faults() {
        return faults;
    }

    @Override
    public List<String> unfiredOnDisk() {
        return diskFaults.isForceToFail() ? List.of("next force fails") : List.of();
    }

    @Override
    public Set<Check> unseen() {
        return restore.offers().contains(Need.LOCK) ? Set.of() : Set.of(Check.DELETION_IS_KEPT_OUT);
    }

    @Override
    public void cutPower(Kept kept) {
        List.copyOf(living).forEach(one -> one.run().kill());
        disk.powerCut(survival(kept));
        seen.clear();
    }

    @Override
    public void cutPowerAt(long operation, Kept kept) {
        diskFaults.cutPowerAt(disk.operations() + operation, kept);
    }

    @Override
    public boolean hasCutPower() {
        return diskFaults.hasCutPower();
    }

    @Override
    public void failNextForce() {
        diskFaults.failNextForce();
    }

    @Override
    public void delete(int backup, Duration pause) {
        Deletion deletion = new Deletion(
                time, store, deletionWitness, backups.chain(), backup - 1, random.nextLong(), pause.toNanos());
        made.loses(backup);
        deletions.add(deletion);
        deletion.announce();
    }

    @Override
    public void lose(int backup) {
        made.loses(backup);
        backups.ownObjects(backup).forEach(store::delete);
    }

    @Override
    public void bringBack() {
        made.areBack();
        deletions.forEach(Deletion::die);
        store.bringBack(made.objects());
    }

    @Override
    public void backUp() {
        made.next().forEach(store::put);
    }

    @Override
    public MadeBackups made() {
        return made;
    }

    @Override
    public List<String> trespasses() {
        return deletionWitness.trespasses();
    }

    @Override
    public long diskOperations() {
        return disk.operations();
    }

    @Override
    public Fetches fetches() {
        return fetches;
    }

    /** Between two operations on the disk it holds what it held: it is asked for at every event. */
    @Override
    public boolean holds(int backup) {
        if (seenAt != disk.operations()) {
            seenAt = disk.operations();
            seen.clear();
        }
        return seen.computeIfAbsent(backup, number -> holds(disk, number));
    }

    @Override
    public boolean holdsForGood(int backup) {
        return holds(disk.afterPowerCut(), backup);
    }

    private boolean holds(SimDisk looked, int backup) {
        try (FileSystem files = looked.mount("auditor")) {
            Path volume = files.getPath(VOLUME);
            if (!Files.exists(volume)) {
                return false;
            }
            byte[] found = new byte[(int) Files.size(volume)];
            looked.read(VOLUME, 0, found);
            return backups.isHeld(backup, found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> difference(int backup, int before) {
        return backups.difference(backup, before);
    }

    @Override
    public void close() {
        List.copyOf(living).forEach(one -> one.run().kill());
    }

    private static Survival survival(Kept kept) {
        return switch (kept) {
            case ALL -> Survival.ALL_KEPT;
            case NOTHING -> Survival.ALL_LOST;
            case HALF -> Survival.TORN;
            case RANDOM -> Survival.RANDOM;
        };
    }
}
