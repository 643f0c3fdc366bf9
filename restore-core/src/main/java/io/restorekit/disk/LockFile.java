package io.restorekit.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * An exclusive lock between processes, and between users within this one: a file that is locked and holds nothing. It
 * is never deleted or renamed, and ends with the process.
 *
 * <p>POSIX drops a lock when the process closes <em>any</em> channel on the file. So there is one channel a process:
 * who holds it is known before the file is opened, by its file key, whatever path leads to it. Thread-safe.
 *
 * <p>Honest limit: between hosts it is worth what the file system's own locks are worth.
 */
public final class LockFile implements AutoCloseable {
    /**
     * By file key. Weak: a lock that nobody can give up any more is gone with its channel, which the collector closes.
     */
    private static final Set<Object> HELD = Collections.newSetFromMap(new WeakHashMap<>());

    /** Channels on files that code beyond this class has locked in this process: closing one would drop that lock. */
    private static final Map<Object, FileChannel> PARKED = new HashMap<>();

    private final Object key;
    private final FileChannel channel;

    private LockFile(Object key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /**
     * Takes the lock, making the file if it is missing.
     *
     * @return empty if somebody holds it, in this process or another
     */
    public static Optional<LockFile> acquire(Path file) throws IOException {
        synchronized (HELD) {
            create(file);
            Object key = key(file);
            if (HELD.contains(key)) {
                return Optional.empty();
            }
            FileChannel parked = PARKED.remove(key);
            return lock(key, parked != null ? parked : FileChannel.open(file, StandardOpenOption.WRITE));
        }
    }

    private static Optional<LockFile> lock(Object key, FileChannel channel) throws IOException {
        boolean keep = false;
        try {
            keep = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            PARKED.put(key, channel);
            return Optional.empty();
        } finally {
            if (!keep && !PARKED.containsKey(key)) {
                channel.close();
            }
        }
        if (!keep) {
            return Optional.empty();
        }
        HELD.add(key);
        return Optional.of(new LockFile(key, channel));
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // The usual case; nothing was opened.
        }
    }

    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key != null ? key : file.toRealPath();
    }

    /** Gives the lock up. */
    @Override
    public void close() {
        synchronized (HELD) {
            if (!channel.isOpen()) {
                return;
            }
            HELD.remove(key);
            try {
                channel.close();
            } catch (IOException e) {
                // The descriptor is gone all the same, and the lock with it.
            }
        }
    }
}
