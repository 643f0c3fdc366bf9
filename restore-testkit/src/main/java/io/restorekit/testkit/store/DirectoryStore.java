package io.restorekit.testkit.store;

import io.restorekit.testkit.longhorn.StoreSink;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A backup store in a directory, as an NFS export shows when it is mounted there: it can be taken away and brought back,
 * and what lies in it can be damaged. It is read through an adapter for {@link #url()}; there is no other view of it.
 *
 * <p>What a directory cannot imitate is a mount that hangs, or one that fails in the middle of a file.
 *
 * <p>Thread-safe; damage that is done while somebody reads shows to that reader or not.
 */
public final class DirectoryStore {
    private final Path root;
    private final Path away;
    private final Path beneath;
    private boolean mounted = true;

    /**
     * A store that is mounted, in the new directories {@code export}, {@code export.away} and {@code export.beneath}.
     *
     * @param parent a directory of the test, where they are made and stay
     */
    public DirectoryStore(Path parent) throws IOException {
        root = Files.createDirectory(parent.resolve("export"));
        away = Files.createDirectory(parent.resolve("export.away"));
        beneath = Files.createDirectory(parent.resolve("export.beneath"));
    }

    /** The directory that is the mount point. */
    public Path root() {
        return root;
    }

    /** The backup target's URL, {@code file:///…}, without a volume or backup. */
    public String url() {
        return root.toUri().toString().replaceFirst("/$", "");
    }

    /** Writes into the directory, wherever that leads now. */
    public StoreSink sink() {
        return StoreSink.directory(root);
    }

    /**
     * Leaves an empty directory, as an export that is not mounted. Files that are open stay so. A folder at the top goes
     * away at once with all that is in it. Does nothing when unmounted.
     */
    public synchronized void unmount() throws IOException {
        if (mounted) {
            moveAll(root, away);
            moveAll(beneath, root);
            mounted = false;
        }
    }

    /** Brings the contents back, and hides what was written meanwhile, until the next unmount. Does nothing when mounted. */
    public synchronized void mount() throws IOException {
        if (!mounted) {
            moveAll(root, beneath);
            moveAll(away, root);
            mounted = true;
        }
    }

    /** The keys of all objects that the directory shows now, in order. */
    public List<String> keys() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Flips the lowest bit of one byte of an object, in place.
     *
     * @throws IOException if the object is not there or no longer than that
     */
    public void corrupt(String key, long atByte) throws IOException {
        try (RandomAccessFile file = existing(key)) {
            file.seek(atByte);
            int before = file.readUnsignedByte();
            file.seek(atByte);
            file.write(before ^ 1);
        }
    }

    /**
     * Cuts an object off after its first bytes, in place.
     *
     * @throws IOException if the object is not there or no longer than that
     */
    public void cut(String key, long afterBytes) throws IOException {
        try (RandomAccessFile file = existing(key)) {
            if (afterBytes >= file.length()) {
                throw new IOException(key + " has " + file.length() + " bytes and cannot be cut after " + afterBytes);
            }
            file.setLength(afterBytes);
        }
    }

    /**
     * Deletes an object; its folders stay.
     *
     * @throws IOException if the object is not there
     */
    public void delete(String key) throws IOException {
        Files.delete(root.resolve(key));
    }

    private RandomAccessFile existing(String key) throws IOException {
        Path file = root.resolve(key);
        if (!Files.isRegularFile(file)) {
            throw new IOException(key + " is not there");
        }
        return new RandomAccessFile(file.toFile(), "rw");
    }

    private static void moveAll(Path from, Path to) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(from)) {
            entries = all.toList();
        }
        for (Path entry : entries) {
            Files.move(entry, to.resolve(entry.getFileName()));
        }
    }
}
