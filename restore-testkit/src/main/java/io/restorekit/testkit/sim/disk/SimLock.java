package io.restorekit.testkit.sim.disk;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileLock;

/** A lock of a process on a region of a file. */
final class SimLock extends FileLock {
    private final SimChannel channel;
    private final FileNode file;
    private boolean released;
    private boolean dropped;

    SimLock(SimChannel channel, FileNode file, long from, long length, boolean shared) {
        super(channel, from, length, shared);
        this.channel = channel;
        this.file = file;
    }

    FileNode file() {
        return file;
    }

    boolean overlaps(SimLock other) {
        return file == other.file && overlaps(other.position(), other.size());
    }

    /** Excludes nobody else any more, and its own process does not know. */
    void drop() {
        dropped = true;
    }

    /** Whether two processes cannot have both. */
    boolean collides(SimLock other) {
        return !other.dropped && overlaps(other) && !(isShared() && other.isShared());
    }

    @Override
    public boolean isValid() {
        synchronized (channel.disk()) {
            return !released && channel.isOpen();
        }
    }

    @Override
    public void release() throws ClosedChannelException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        synchronized (channel.disk()) {
            released = true;
            channel.mount().unlock(this);
        }
    }
}
