package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.time.ProcessDied;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** One process's view of a disk. Whoever calls holds the disk's monitor, but for {@link #disk} and {@link #process}. */
final class Mount {
    /** Code that catches every exception and tries again is shown the door after so many. */
    private static final int MOST_REFUSED = 1_000;

    private static final AtomicLong PROCESSES = new AtomicLong();

    private final long process = PROCESSES.incrementAndGet();
    private final SimDisk disk;
    private final String host;
    private final List<SimLock> locks = new ArrayList<>();
    private boolean alive = true;
    private int refused;

    Mount(SimDisk disk, String host) {
        this.disk = disk;
        this.host = host;
    }

    /** A number that no other process has, on any disk. */
    long process() {
        return process;
    }

    SimDisk disk() {
        return disk;
    }

    boolean alive() {
        return alive;
    }

    void die() {
        alive = false;
        locks.clear();
    }

    void checkAlive() throws IOException {
        if (!alive) {
            refuse("the process is gone");
        }
        if (disk.isOut()) {
            refuse("the power is gone");
        }
    }

    private void refuse(String why) throws IOException {
        if (++refused > MOST_REFUSED) {
            throw new ProcessDied(why + ", and the disk was asked " + refused + " times since");
        }
        throw new IOException(why);
    }

    /**
     * False if another process on the same host has a lock that is in its way.
     *
     * @throws OverlappingFileLockException if this process has one there
     */
    boolean lock(SimLock wanted) {
        if (locks.stream().anyMatch(wanted::overlaps)) {
            throw new OverlappingFileLockException();
        }
        boolean taken = disk.mounts().stream()
                .filter(other -> other != this && other.host.equals(host))
                .flatMap(other -> other.locks.stream())
                .anyMatch(wanted::collides);
        return !taken && locks.add(wanted);
    }

    void unlock(SimLock lock) {
        locks.remove(lock);
        disk.notifyAll();
    }

    /** Drops all locks that this process has on a file; as in the JDK, only the channel that was closed knows. */
    void closed(SimChannel channel, FileNode file) {
        locks.removeIf(lock -> lock.acquiredBy() == channel);
        locks.stream().filter(lock -> lock.file() == file).forEach(SimLock::drop);
        disk.notifyAll();
    }

    /**
     * Empty if nothing has that name.
     *
     * @throws FileSystemException if the way leads through a file
     */
    Optional<Node> find(SimPath path) throws IOException {
        if (path.names().contains("..")) {
            return way(path).map(way -> way.get(way.size() - 1));
        }
        checkAlive();
        Node node = disk.root();
        for (String name : path.names()) {
            Node next =
                    name.equals(".") ? node : directory(node, path).entries().get(name);
            if (next == null) {
                return Optional.empty();
            }
            node = next;
        }
        return Optional.of(node);
    }

    /** As {@link #find}, with the directories that lead there, the root first. */
    Optional<List<Node>> way(SimPath path) throws IOException {
        checkAlive();
        List<Node> way = new ArrayList<>();
        way.add(disk.root());
        for (String name : path.names()) {
            DirectoryNode directory = directory(way.get(way.size() - 1), path);
            Node next = directory.entries().get(name);
            if (name.equals("..") && way.size() > 1) {
                way.remove(directory);
            } else if (next != null) {
                way.add(next);
            } else if (!name.equals(".") && !name.equals("..")) {
                return Optional.empty();
            }
        }
        return Optional.of(way);
    }

    private static DirectoryNode directory(Node node, SimPath path) throws FileSystemException {
        if (node instanceof DirectoryNode directory) {
            return directory;
        }
        throw new FileSystemException(path.toString(), null, "Not a directory");
    }

    Node node(SimPath path) throws IOException {
        return find(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
    }

    /** A directory that is asked for as such. */
    DirectoryNode directory(SimPath path) throws IOException {
        if (node(path) instanceof DirectoryNode directory) {
            return directory;
        }
        throw new NotDirectoryException(path.toString());
    }

    /** The directory that something lies in. */
    DirectoryNode folder(SimPath path) throws IOException {
        if (path.names().isEmpty()) {
            throw new FileSystemException(path.toString(), null, "Device or resource busy");
        }
        Optional<Node> folder = find(path.folder());
        return directory(folder.orElseThrow(() -> new NoSuchFileException(path.toString())), path);
    }

    void checkFree(SimPath path) throws IOException {
        if (find(path).isPresent()) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }
}
