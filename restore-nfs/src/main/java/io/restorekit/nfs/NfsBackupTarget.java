package io.restorekit.nfs;

import io.restorekit.api.Finding;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A backup target in a directory. Contents are read through Commons VFS; what VFS is known to tell wrongly (absence,
 * listings, the reason of a failure) or does not do (an atomic rename) is asked of the file system itself.
 */
final class NfsBackupTarget implements BackupTarget {
    /** Each further try means that somebody replaced the file in the microseconds of the one before. */
    private static final int OPENING_TRIES = 10;

    private final Place place;
    private final VfsPool pool;
    private final MountTable.Source mounts;
    private final Diagnosis diagnosis;
    private final Replacement replacement;

    NfsBackupTarget(Place place, VfsPool pool, MountTable.Source mounts, RandomGenerator random) {
        this.place = place;
        this.pool = pool;
        this.mounts = mounts;
        this.diagnosis = new Diagnosis(place);
        this.replacement = new Replacement(random);
    }

    @Override
    public TargetObject open(ObjectKey key) throws TargetException {
        String what = name(key) + " could not be read";
        Path root = diagnosis.root();
        Path path = resolve(root, key, what);
        for (int i = 0; i < OPENING_TRIES; i++) {
            Optional<TargetObject> object = open(key, root, path, what);
            if (object.isPresent()) {
                return object.get();
            }
        }
        throw new Unavailable(Cause.OTHER, what + ": it is replaced again and again", null);
    }

    @Override
    public Listing list(ObjectKey folder, Optional<String> page) throws TargetException {
        String what = name(folder) + " could not be listed";
        Path root = diagnosis.root();
        Path path = resolve(root, folder, what);
        try {
            Listing listing = FolderPage.read(root, inside(root, path), page);
            diagnosis.requireStore(root, what);
            return listing;
        } catch (IOException e) {
            TargetException meaning = diagnosis.of(e, root, path, what);
            if (meaning instanceof Missing) {
                return new Listing(List.of(), Optional.empty());
            }
            throw meaning;
        }
    }

    @Override
    public void put(ObjectKey key, byte[] content) throws TargetException {
        String what = name(key) + " could not be written";
        Path root = diagnosis.root();
        Path folder = folderOf(resolve(root, key, what));
        diagnosis.requireStore(root, what);
        try {
            inside(root, nearest(root, folder));
            makeFolders(root.resolve(Diagnosis.MARKER), folder);
            replacement.write(root, key, content);
        } catch (IOException e) {
            throw diagnosis.ofWrite(e, root, nearest(root, folder), what);
        }
    }

    @Override
    public void delete(ObjectKey key) throws TargetException {
        String what = name(key) + " could not be deleted";
        Path root = diagnosis.root();
        Path path = resolve(root, key, what);
        diagnosis.requireStore(root, what);
        try {
            inside(root, nearest(root, folderOf(path)));
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw diagnosis.ofWrite(e, root, nearest(root, folderOf(path)), what);
        }
    }

    @Override
    public String describe() {
        return place.name();
    }

    @Override
    public Optional<String> notice() {
        return diagnosis.mountProblem();
    }

    @Override
    public List<Finding> preflight() {
        return new NfsPreflight(place, diagnosis, mounts, OpenFiles::system).look();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Nothing if the file was replaced while it was opened: then its length is not known. */
    private Optional<TargetObject> open(ObjectKey key, Path root, Path path, String what) throws TargetException {
        try {
            Path real = inside(root, path);
            FileState before = FileState.of(real);
            if (!before.regular()) {
                diagnosis.requireStore(root, what);
                throw new Missing(what + ": there is no file, but something else of this name", null);
            }
            return whole(read(key, root, before), real, before);
        } catch (VfsException e) {
            throw diagnosis.afterVfs(e, root, path, what);
        } catch (IOException e) {
            throw diagnosis.of(e, root, path, what);
        }
    }

    /** Nothing, and closed, unless the file is still the one whose length was taken. */
    private Optional<TargetObject> whole(TargetObject object, Path real, FileState before) throws IOException {
        try {
            if (FileState.of(real).equals(before)) {
                diagnosis.well();
                return Optional.of(object);
            }
        } catch (IOException e) {
            object.close();
            throw e;
        }
        object.close();
        return Optional.empty();
    }

    private TargetObject read(ObjectKey key, Path root, FileState state) throws VfsException {
        VfsFiles files = pool.take();
        try {
            InputStream source = files.read(pool.base(root), key);
            return new VfsObject(source, state, () -> pool.give(files));
        } catch (VfsException e) {
            pool.give(files);
            throw e;
        }
    }

    /** The real path, which has to lie in the root: a store is untrusted, and so are its symbolic links. */
    private static Path inside(Path root, Path path) throws IOException {
        Path real = path.toRealPath();
        if (!real.startsWith(root.toRealPath())) {
            throw new AccessDeniedException(
                    path.toString(), null, "a symbolic link leads out of the backup target; move the files into it");
        }
        return real;
    }

    /** The folder itself, or what is there of its parents: in an outage no more than the root. */
    private static Path nearest(Path root, Path folder) {
        Path nearest = folder;
        while (!nearest.equals(root) && !Files.isDirectory(nearest)) {
            nearest = folderOf(nearest);
        }
        return nearest;
    }

    /**
     * Makes what is missing of a folder, but never the store's own: a call that was given up may go on in the empty
     * directory of an export that is not mounted any more.
     */
    static void makeFolders(Path store, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.equals(store) || !folder.startsWith(store)) {
            throw new NoSuchFileException(folder.toString());
        }
        makeFolders(store, folderOf(folder));
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static Path folderOf(Path path) {
        return Objects.requireNonNull(path.getParent(), "the root has no name");
    }

    private static Path resolve(Path root, ObjectKey key, String what) throws Unavailable {
        try {
            return root.resolve(key.path());
        } catch (InvalidPathException e) {
            String advice = "this process's encoding lacks a letter of the name; start it with a UTF-8 locale";
            throw new Unavailable(Cause.LOCAL, what + ": " + advice, e);
        }
    }

    private String name(ObjectKey key) {
        return place.name() + (key.equals(ObjectKey.ROOT) ? "" : "/" + key);
    }
}
