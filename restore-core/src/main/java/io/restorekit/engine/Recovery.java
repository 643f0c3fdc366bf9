package io.restorekit.engine;

import io.restorekit.api.Baseline;
import io.restorekit.api.Failure;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreRequest;
import io.restorekit.checkpoint.Checkpoint;
import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.checkpoint.CheckpointView;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.DamagedException;
import io.restorekit.checkpoint.FileCheckpointStore;
import io.restorekit.checkpoint.Guard;
import io.restorekit.checkpoint.Owner;
import io.restorekit.checkpoint.Source;
import io.restorekit.machine.Basis;
import io.restorekit.machine.Believing;
import io.restorekit.machine.Held;
import io.restorekit.stage.Stage;
import io.restorekit.volume.Volume;
import io.restorekit.volume.VolumeException;
import io.restorekit.volume.VolumeIdentity;
import io.restorekit.volume.VolumeLock;
import io.restorekit.volume.VolumePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Takes ownership of a volume and its checkpoint, and finds out what the volume may be believed to hold. */
final class Recovery {
    private final RestoreRequest request;
    private final Source source;
    private final Owner owner;
    private final Guard guard;
    private final Time time;
    private boolean discard;
    private Optional<LastSeen> left = Optional.empty();

    Recovery(RestoreRequest request, Source source, Owner owner, Guard guard, Time time) {
        this.owner = owner;
        this.guard = guard;
        this.request = request;
        this.source = source;
        this.time = time;
        this.discard = request.discardState();
    }

    /** What recovery found. */
    record Recovered(VolumeSession session, Held held) {}

    /** Leaves nothing open if it fails. Used by one thread at a time. */
    Recovered recover() throws VolumeException, CheckpointException, RestoreException {
        guard.check();
        StatePlace.check(request.volume(), request.state());
        VolumeLock lock = lock();
        boolean good = false;
        try {
            Recovered recovered = withLock(lock);
            good = true;
            return recovered;
        } finally {
            if (!good) {
                lock.close();
            }
        }
    }

    /** Where a volume is expected, perhaps its mount point is there alone, and nothing may be written into that. */
    private VolumeLock lock() throws VolumeException, CheckpointException {
        try {
            return VolumeLock.acquire(request.volume());
        } catch (VolumeException e) {
            boolean absent = !Files.exists(request.volume(), LinkOption.NOFOLLOW_LINKS);
            if (e.kind() == VolumeException.Kind.UNUSABLE && absent && isExpected()) {
                String what = "the volume " + request.volume() + " is not there: is it mounted?";
                throw new VolumeException(VolumeException.Kind.ABSENT, what, e);
            }
            throw e;
        }
    }

    private Recovered withLock(VolumeLock lock) throws VolumeException, CheckpointException, RestoreException {
        FileCheckpointStore store = FileCheckpointStore.open(request.state(), owner, guard, time::nanos, time.clock());
        boolean good = false;
        try {
            Recovered recovered = withStore(lock, store);
            good = true;
            return recovered;
        } finally {
            if (!good) {
                store.close();
            }
        }
    }

    private Recovered withStore(VolumeLock lock, FileCheckpointStore store)
            throws VolumeException, CheckpointException, RestoreException {
        Loaded before = store.load();
        Volume volume = discard ? firstOpen() : open(before);
        boolean good = false;
        try {
            if (discard) {
                store.discard();
                discard = false;
            }
            Loaded loaded = store.load();
            Optional<VolumeIdentity> identity = volume.identity();
            Held held = new Held(basis(loaded, identity, volume.size()), volume.size(), volume.canGrow());
            if (held.basis() instanceof Basis.Distrusted) {
                volume.disown();
            }
            boolean readsBelieved = volume.readsDisk() || everyForceHeld(loaded, request.discardState());
            LastSeen seen = new LastSeen(identity);
            VolumeSession session = new VolumeSession(
                    lock, store, volume, stage(loaded), seen, lastCommit(loaded, volume), readsBelieved);
            left = Optional.of(seen);
            good = true;
            return new Recovered(session, held);
        } finally {
            if (!good) {
                volume.close();
            }
        }
    }

    /** Where no checkpoint tells of a stage, one that is there is of no use. */
    private Stage stage(Loaded loaded) throws CheckpointException {
        try {
            return loaded instanceof Loaded.Found found
                            && found.checkpoint().claim().needsStage()
                    ? Stage.left(request.state(), found.checkpoint().stage())
                    : Stage.none(request.state());
        } catch (IOException e) {
            throw new CheckpointException(
                    CheckpointException.Kind.UNSAVED,
                    "the stage in " + request.state() + " cannot be opened: check its disk",
                    e);
        }
    }

    private Basis basis(Loaded loaded, Optional<VolumeIdentity> identity, long size) {
        boolean open = loaded instanceof Loaded.Found found
                && !found.checkpoint().claim().standing().isOrderly();
        // What it was left like by this process tells more than a checkpoint that this process could not save.
        return open && left.filter(seen -> seen.wasLeftOtherwiseThan(identity)).isPresent()
                ? new Basis.Distrusted("somebody has written to the volume")
                : Believing.basis(loaded, identity, size, request.baseline());
    }

    /** Whether the caller or a checkpoint says that the volume exists. */
    private boolean isExpected() throws CheckpointException {
        return !(request.baseline() instanceof Baseline.Auto) || !discard && hasCheckpoint();
    }

    private boolean hasCheckpoint() throws CheckpointException {
        try {
            return CheckpointView.of(request.state()).isPresent();
        } catch (DamagedException e) {
            return true;
        }
    }

    private Volume open(Loaded loaded) throws VolumeException, CheckpointException, RestoreException {
        if (loaded instanceof Loaded.Found found) {
            checkSource(request, source, found.checkpoint());
            if (found.checkpoint().claim().standing() == Claim.Standing.ACTIVATED) {
                stage(loaded).close();
            }
            checkNotActivated(request, found.checkpoint().claim());
        }
        return loaded instanceof Loaded.None ? firstOpen() : place(request).openExisting();
    }

    /** Whether no force of ours can have failed in this boot. Of a state that is damaged or discarded nobody knows. */
    static boolean everyForceHeld(Loaded loaded, boolean discarded) {
        return loaded instanceof Loaded.None && !discarded || loaded instanceof Loaded.Found found && !found.leftHere();
    }

    private static long lastCommit(Loaded loaded, Volume volume) throws VolumeException {
        long inVolume = volume.identity().map(VolumeIdentity::lastCommit).orElse(0L);
        return loaded instanceof Loaded.Found found
                ? Math.max(inVolume, found.checkpoint().volume().lastCommit())
                : inVolume;
    }

    /**
     * Only a volume that no checkpoint and no caller says exists is made. A state that is to be discarded is still there
     * when this refuses.
     */
    private Volume firstOpen() throws VolumeException, RestoreException {
        Path path = request.volume();
        boolean exists = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (!(request.baseline() instanceof Baseline.Auto)) {
            return place(request).openExisting();
        }
        if (!exists) {
            return place(request).createNew();
        }
        Volume volume = place(request).openExisting();
        if (volume.size() > 0) {
            volume.close();
            throw unknownVolume(request);
        }
        return volume;
    }

    static VolumePlace place(RestoreRequest request) {
        return VolumePlace.at(request.volume()).evenInUse(request.overwriteInUse());
    }

    static RestoreException unknownVolume(RestoreRequest request) {
        return new RestoreException(new Failure(
                Failure.Kind.VOLUME_EXISTS,
                request.volume() + " exists and has no checkpoint in " + request.state(),
                "say what it holds (baseline unknown, zeroed or a backup's name), or name another"));
    }

    static void checkNotActivated(RestoreRequest request, Claim claim) throws RestoreException {
        if (claim.standing() == Claim.Standing.ACTIVATED) {
            throw new RestoreException(
                    new Failure(
                            Failure.Kind.VOLUME_ACTIVATED,
                            request.volume() + " was activated with "
                                    + claim.goal().backup() + ": it belongs to whoever uses it",
                            "name another volume; to overwrite this one, discard its state and say that its content is unknown"));
        }
    }

    static void checkSource(RestoreRequest request, Source source, Checkpoint checkpoint) throws RestoreException {
        if (!checkpoint.source().equals(source)) {
            throw new RestoreException(new Failure(
                    Failure.Kind.STATE_FOREIGN,
                    request.state() + " is of volume " + checkpoint.source() + ", not of " + source,
                    "name another state directory, or discard the state"));
        }
    }
}
