package io.restorekit.testkit.sim.disk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** One process's view of a disk. */
final class Mount {
    private static final AtomicLong PROCESSES = new AtomicLong();

    private final long process = PROCESSES.incrementAndGet();
    private final SimDisk disk;
    private final String host;
    private final Set<Integer> locked = new HashSet<>();
    private boolean alive = true;

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
        locked.clear();
    }

    void checkAlive() throws IOException {
        if (!alive) {
            throw new IOException("the process is gone");
        }
        if (disk.isOut()) {
            throw new IOException("the power is gone");
        }
    }

    /** Whether this process holds a lock on the file. */
    boolean holds(FileNode file) {
        return locked.contains(file.inode());
    }

    /** False if another process on the same host holds it. */
    boolean lock(FileNode file) {
        boolean taken =
                disk.mounts().stream().anyMatch(other -> other != this && other.host.equals(host) && other.holds(file));
        return !taken && locked.add(file.inode());
    }

    void unlock(FileNode file) {
        locked.remove(file.inode());
    }

    Optional<Node> find(SimPath path) throws IOException {
        checkAlive();
        Node node = disk.root();
        for (String name : path.names()) {
            Node next = node instanceof DirectoryNode directory
                    ? directory.entries().get(name)
                    : null;
            if (next == null) {
                return Optional.empty();
            }
            node = next;
        }
        return Optional.of(node);
    }

    Node node(SimPath path) throws IOException {
        return find(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
    }

    DirectoryNode directory(SimPath path) throws IOException {
        if (node(path) instanceof DirectoryNode directory) {
            return directory;
        }
        throw new NotDirectoryException(path.toString());
    }

    void checkFree(SimPath path) throws IOException {
        if (find(path).isPresent()) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }
}
