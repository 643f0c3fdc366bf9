package io.restorekit.testkit.sim;

import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.checkpoint.FileCheckpointStore;
import io.restorekit.checkpoint.Owner;
import io.restorekit.machine.Basis;
import io.restorekit.machine.Believing;
import io.restorekit.testkit.sim.disk.SimDisk;
import io.restorekit.volume.FileVolume;
import io.restorekit.volume.VolumeException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The world after a power cut that keeps nothing that was not forced, seen through the code that a restart would run. */
final class Durable {
    private final SimDisk disk;
    private final byte[] block = new byte[Palette.BLOCK];
    private final Loaded loaded;
    private final Basis basis;

    private Durable(SimDisk disk, Loaded loaded, Basis basis) {
        this.disk = disk;
        this.loaded = loaded;
        this.basis = basis;
    }

    static Durable of(World world) {
        SimDisk disk = world.disk().afterPowerCut();
        try (FileSystem files = disk.mount("auditor")) {
            Path path = files.getPath(World.VOLUME_PATH);
            if (!Files.exists(path)) {
                return new Durable(disk, new Loaded.None(), new Basis.Made());
            }
            try (FileVolume volume = FileVolume.openExisting(path)) {
                Loaded loaded = load(files, world);
                Basis basis = loaded instanceof Loaded.Found found
                        ? Believing.weigh(found, volume.identity(), volume.size())
                        : new Basis.Made();
                return new Durable(disk, loaded, basis);
            }
        } catch (java.io.IOException | VolumeException | CheckpointException e) {
            throw new Violation(Invariant.CLAIMED_IS_DURABLE, "a restart could not read the disk: " + e);
        }
    }

    private static Loaded load(FileSystem files, World world) throws CheckpointException {
        Path state = files.getPath(World.STATE_PATH);
        if (!Files.isDirectory(state)) {
            return new Loaded.None();
        }
        Owner owner = new Owner("auditor", "auditor", 1, Instant.EPOCH);
        try (FileCheckpointStore store = FileCheckpointStore.open(state, owner, world.agenda()::now, world.wall())) {
            return store.load();
        }
    }

    /** Empty where a restart would believe nothing. */
    Optional<Claimed> claimed() {
        return basis instanceof Basis.Remembered remembered
                ? Optional.of(Claimed.of(remembered.claim()))
                : Optional.empty();
    }

    String whyNothing() {
        return basis instanceof Basis.Distrusted distrusted ? distrusted.why() : loaded.toString();
    }

    /** What lies beyond the end counts as zeros. */
    boolean holds(long offset, byte[] wanted) {
        byte[] bytes = wanted.length == block.length ? block : new byte[wanted.length];
        disk.read(World.VOLUME_PATH, offset, bytes);
        return Arrays.equals(bytes, wanted);
    }
}
