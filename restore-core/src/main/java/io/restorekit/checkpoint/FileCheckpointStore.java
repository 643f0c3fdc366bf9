package io.restorekit.checkpoint;

import io.restorekit.backup.Digest;
import io.restorekit.checkpoint.CheckpointException.Kind;
import io.restorekit.disk.DurableDirectory;
import io.restorekit.disk.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the checkpoint in a directory on a local, durable file system.
 *
 * <pre>
 *   lock              locked while the store is open; empty, never deleted
 *   checkpoint-&lt;n&gt;    the checkpoint of the owner of epoch n, as text; empty until its first commit
 *   &lt;digest&gt;.map      a block map that the checkpoint names
 *   restore-point     the backup that the volume holds completely, as text; missing while it holds none
 *   note-&lt;name&gt;       see {@link FileNotes}
 * </pre>
 *
 * <h2>Order</h2>
 * A save that returned is durable, and one that failed leaves the checkpoint before it or, if only the last step failed,
 * the new one: both are true, because the volume was forced before either. The steps, each durable before the next:
 * the block maps · the checkpoint · the restore point is withdrawn (open) or written (restored) · what no checkpoint names
 * is deleted. A restore point that the power cut off from its checkpoint is written at the next load.
 *
 * <h2>Which checkpoint is believed</h2>
 * The one of the highest epoch whose file is not empty. An empty file was taken by an owner who never committed, and so
 * never wrote: the opening commit comes before the first write. No older file is ever believed in place of a damaged one.
 */
public final class FileCheckpointStore implements CheckpointStore {
    private static final Logger log = LoggerFactory.getLogger(FileCheckpointStore.class);
    private static final String LOCK = "lock";

    private final StateDirectory directory;
    private final CheckpointFiles files;
    private final Guard guard;
    private final Ownership ownership;
    private final PackedManifests manifests;
    private final Owner owner;
    private final Clock clock;
    private final Runnable unlock;
    private @Nullable Loaded loaded;
    private Unreleased unreleased = Unreleased.NONE;
    private boolean ownerElsewhere;
    private Set<Digest> kept = Set.of();

    private FileCheckpointStore(
            StateDirectory directory, Guard guard, Ownership ownership, Owner owner, Clock clock, Runnable unlock) {
        this.directory = directory;
        this.guard = guard;
        this.files = new CheckpointFiles(directory);
        this.ownership = ownership;
        this.manifests = new PackedManifests(directory);
        this.owner = owner;
        this.clock = clock;
        this.unlock = unlock;
    }

    /**
     * Opens the store and takes it over; makes the directory if it is missing, but not its parents.
     *
     * @param owner who takes it over
     * @param nanoTime monotonic nanoseconds
     * @throws CheckpointException with kind {@code BUSY} if another owner has it open, {@code NEWER_FORMAT} if a newer
     *     version wrote it, {@code UNSAVED} if it cannot be read or written
     */
    public static FileCheckpointStore open(Path directory, Owner owner, LongSupplier nanoTime, Clock clock)
            throws CheckpointException {
        return open(directory, owner, Guard.none(), nanoTime, clock);
    }

    /**
     * As the other, behind a fence: that is asked wherever ownership is looked for, and who may still write elsewhere is none
     * to be afraid of.
     *
     * @throws CheckpointException as the other; with kind {@code FENCED} if the fence is not held
     */
    public static FileCheckpointStore open(Path directory, Owner owner, Guard guard, LongSupplier nanoTime, Clock clock)
            throws CheckpointException {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(directory);
            }
            Path real = directory.toRealPath();
            LockFile lock = LockFile.acquire(real.resolve(LOCK))
                    .orElseThrow(() -> new CheckpointException(
                            Kind.BUSY,
                            "another restore uses the state directory " + directory
                                    + ": wait for it to end, or stop it",
                            null));
            return take(real, lock::close, owner, guard, nanoTime, clock);
        } catch (NoSuchFileException e) {
            throw new CheckpointException(
                    Kind.UNSAVED, "the place of the state directory " + directory + " is not there: is it mounted?", e);
        } catch (IOException e) {
            throw unsaved("opened", directory, e);
        }
    }

    /** Opens under a lock that the caller holds; it is given up if this fails. */
    static FileCheckpointStore take(
            Path path, Runnable unlock, Owner owner, Guard guard, LongSupplier nanoTime, Clock clock)
            throws CheckpointException {
        boolean good = false;
        try {
            StateDirectory found = new StateDirectory(path, "new");
            new CheckpointFiles(found).refuseNewer();
            Ownership ownership = Ownership.take(found, guard, nanoTime, clock);
            StateDirectory directory = new StateDirectory(path, "" + ownership.epoch());
            if (ownership.epoch() == 1 && path.getParent() != null) {
                DurableDirectory.force(path.getParent());
            }
            FileCheckpointStore store = new FileCheckpointStore(directory, guard, ownership, owner, clock, unlock);
            good = true;
            return store;
        } catch (IOException e) {
            throw unsaved("opened", path, e);
        } finally {
            if (!good) {
                unlock.run();
            }
        }
    }

    /**
     * Forgets the checkpoint and the restore point that owners before left. From the oldest epoch to the newest: a cut in
     * the middle must not uncover an old one.
     *
     * @throws CheckpointException with kind {@code UNSAVED} if some of it may still be there
     */
    public void discard() throws CheckpointException {
        ownership.look();
        loaded = null;
        try {
            directory.delete(ActivationRequest.FILES);
            directory.delete(List.of(CheckpointFiles.RESTORE_POINT));
            manifests.forgetAllBut(Set.of());
            directory.delete(files.before(ownership.epoch()));
        } catch (IOException e) {
            throw unsaved("written", directory.path(), e);
        }
    }

    @Override
    public Loaded load() throws CheckpointException {
        Loaded result = loaded;
        if (result == null) {
            try {
                result = newest();
            } catch (IOException e) {
                throw unsaved("read", directory.path(), e);
            }
            loaded = result;
        }
        return result;
    }

    private Loaded newest() throws IOException, CheckpointException {
        CheckpointFiles.Newest newest = files.newest(ownership.epoch(), owner.boot(), manifests);
        unreleased = newest.unreleased();
        ownerElsewhere = !guard.isThere()
                && newest.loaded() instanceof Loaded.Found found
                && !found.checkpoint().claim().standing().isOrderly()
                && !unreleased.endsWith(owner.boot());
        directory.delete(newest.empty());
        if (!(newest.loaded() instanceof Loaded.Damaged)) {
            files.deleteUnnamed(newest.named());
        }
        rewrite(newest.restored());
        return newest.loaded() instanceof Loaded.Found found ? found(found.checkpoint()) : newest.loaded();
    }

    private Loaded.Found found(Checkpoint checkpoint) {
        boolean mayStillWrite = !guard.isThere() && unreleased.elsewhereThan(owner.boot());
        return new Loaded.Found(checkpoint, unreleased.in(owner.boot()), mayStillWrite);
    }

    /** Nobody waits for a record that cannot be written now: the checkpoint says the same. */
    private void rewrite(Optional<RestorePoint> restored) throws CheckpointException {
        try {
            if (restored.isPresent() && !files.restorePoint().equals(restored)) {
                files.write(restored.get());
            }
        } catch (IOException e) {
            log.debug("The restore point in {} is not written anew", directory.path(), e);
        }
    }

    @Override
    public void save(Checkpoint checkpoint) throws CheckpointException {
        lookForOwner();
        Claim claim = checkpoint.claim();
        try {
            Unreleased left = claim.complete().isPresent() ? Unreleased.NONE : unreleased;
            CheckpointFormat.Named named = new CheckpointFormat.Named(
                    manifests.save(claim.believed()),
                    manifests.save(claim.goal().blocks()));
            directory.replace(
                    Ownership.file(ownership.epoch()),
                    CheckpointFormat.bytes(checkpoint, named, owner, left, clock.instant()));
            unreleased = left;
            loaded = found(checkpoint);
            if (!claim.standing().isOrderly()) {
                directory.delete(List.of(CheckpointFiles.RESTORE_POINT));
            } else if (claim.complete().isPresent()) {
                files.write(RestorePoint.of(checkpoint, named));
            }
            tidy(named.digests());
        } catch (IOException e) {
            throw unsaved("written", directory.path(), e);
        }
    }

    /** Looks again first: the maps that an old owner no longer names may be those of the new one. */
    private void tidy(Set<Digest> named) throws CheckpointException {
        if (named.equals(kept)) {
            return;
        }
        ownership.look();
        try {
            directory.delete(files.before(ownership.epoch()));
            files.deleteUnnamed(named);
            manifests.forgetAllBut(named);
            kept = named;
        } catch (IOException e) {
            log.debug("old files stay in {} until the next save", directory.path(), e);
        }
    }

    /**
     * The backup that the volume held completely when that was last committed; empty if it holds none, or if the record
     * is damaged.
     */
    public Optional<RestorePoint> restorePoint() throws CheckpointException {
        try {
            return files.restorePoint();
        } catch (IOException e) {
            throw unsaved("read", directory.path(), e);
        }
    }

    @Override
    public void confirmOwnership() throws CheckpointException {
        ownership.confirm();
    }

    @Override
    public void lookForOwner() throws CheckpointException {
        ownership.look();
        if (ownerElsewhere && !ownership.isOlderThanALook()) {
            throw new CheckpointException(
                    Kind.CONTESTED,
                    "who restored with " + directory.path()
                            + " before, in another boot or on another host, may still write to the volume",
                    null);
        }
    }

    @Override
    public void close() {
        ownership.giveUp();
        unlock.run();
    }

    private static CheckpointException unsaved(String done, Path directory, IOException cause) {
        return new CheckpointException(
                Kind.UNSAVED, "the state directory " + directory + " cannot be " + done + ": check its disk", cause);
    }
}
