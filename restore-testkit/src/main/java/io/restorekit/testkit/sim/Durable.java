package io.restorekit.testkit.sim;

import io.restorekit.api.Baseline;
import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.checkpoint.FileCheckpointStore;
import io.restorekit.checkpoint.Owner;
import io.restorekit.checkpoint.RestorePoint;
import io.restorekit.machine.Basis;
import io.restorekit.machine.Believing;
import io.restorekit.testkit.sim.disk.SimDisk;
import io.restorekit.testkit.sim.store.Palette;
import io.restorekit.volume.FileVolume;
import io.restorekit.volume.VolumeException;
import io.restorekit.volume.VolumeIdentity;
import java.io.IOException;
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
    private final State state;
    private final Optional<VolumeIdentity> volume;
    private final Basis basis;

    /**
     * The state directory.
     *
     * @param left the record of the restore point, as the power left it
     * @param loaded the same after a restart has loaded the checkpoint
     */
    private record State(Loaded checkpoint, Optional<RestorePoint> left, Optional<RestorePoint> loaded) {
        static final State EMPTY = new State(new Loaded.None(), Optional.empty(), Optional.empty());
    }

    private Durable(SimDisk disk, State state, Optional<VolumeIdentity> volume, Basis basis) {
        this.disk = disk;
        this.state = state;
        this.volume = volume;
        this.basis = basis;
    }

    static Durable of(World world) {
        SimDisk disk = world.disk().afterPowerCut();
        try (FileSystem files = disk.mount("auditor")) {
            Path path = files.getPath(World.VOLUME_PATH);
            if (!Files.exists(path)) {
                return new Durable(disk, State.EMPTY, Optional.empty(), new Basis.Made());
            }
            try (FileVolume volume = FileVolume.openExisting(path)) {
                State state = load(files, world);
                Basis basis = state.checkpoint() instanceof Loaded.Found found
                        ? Believing.weigh(found, volume.identity(), volume.size(), Baseline.auto())
                        : new Basis.Made();
                return new Durable(disk, state, volume.identity(), basis);
            }
        } catch (IOException | VolumeException | CheckpointException e) {
            throw new Violation(Invariant.CLAIMED_IS_DURABLE, "a restart could not read the disk: " + e);
        }
    }

    private static State load(FileSystem files, World world) throws CheckpointException {
        Path path = files.getPath(World.STATE_PATH);
        if (!Files.isDirectory(path)) {
            return State.EMPTY;
        }
        Owner owner = new Owner("auditor", "auditor", 1, Instant.EPOCH);
        try (FileCheckpointStore store = FileCheckpointStore.open(path, owner, world.agenda()::now, world.wall())) {
            Optional<RestorePoint> left = store.restorePoint();
            return new State(store.load(), left, store.restorePoint());
        }
    }

    /** Empty where a restart would believe nothing. */
    Optional<Claimed> claimed() {
        return basis instanceof Basis.Remembered remembered
                ? Optional.of(Claimed.of(remembered.claim()))
                : Optional.empty();
    }

    /** The backup that the volume holds by its record, where that fits the volume. */
    Optional<String> restorePoint() {
        return state.left()
                .filter(point -> volume.filter(found -> found.id().equals(point.volumeId())
                                && found.modifiedNanos().equals(point.modifiedNanos()))
                        .isPresent())
                .map(RestorePoint::backup);
    }

    boolean losesRestorePoint() {
        return state.checkpoint() instanceof Loaded.Found found
                && found.checkpoint().claim().complete().isPresent()
                && state.loaded().isEmpty();
    }

    String whyNothing() {
        return basis instanceof Basis.Distrusted distrusted
                ? distrusted.why()
                : state.checkpoint().toString();
    }

    /** What lies beyond the end counts as zeros. */
    boolean holds(long offset, byte[] wanted) {
        byte[] bytes = wanted.length == block.length ? block : new byte[wanted.length];
        disk.read(World.VOLUME_PATH, offset, bytes);
        return Arrays.equals(bytes, wanted);
    }
}
