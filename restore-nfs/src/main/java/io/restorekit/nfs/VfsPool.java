package io.restorekit.nfs;

import java.nio.file.Path;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.apache.commons.vfs2.FileSystemManager;

/**
 * VFS file systems, one for each call that runs: VFS has one lock for a whole file system, and a call that hangs would
 * hold up the others. A call that never returns keeps its own; there are as many as calls at once. Thread-safe.
 */
final class VfsPool implements AutoCloseable {
    private final Supplier<? extends FileSystemManager> managers;
    private final Optional<String> base;
    private final Deque<VfsFiles> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    VfsPool(Supplier<? extends FileSystemManager> managers, Optional<String> base) {
        this.managers = managers;
        this.base = base;
    }

    /** For one call, which gives it back. */
    VfsFiles take() throws VfsException {
        VfsFiles files = idle.pollFirst();
        return files == null ? made() : files;
    }

    void give(VfsFiles files) {
        idle.addFirst(files);
        if (closed) {
            drain();
        }
    }

    /** The VFS URL of the directory. */
    String base(Path directory) {
        return base.orElseGet(() -> "file://" + VfsFiles.escape(directory.toString()));
    }

    @Override
    public void close() {
        closed = true;
        drain();
    }

    /** The managers may be an application's own, and begin with a look at what is not there now. */
    private VfsFiles made() throws VfsException {
        try {
            return new VfsFiles(managers.get());
        } catch (RuntimeException e) {
            throw new VfsException(e);
        }
    }

    private void drain() {
        for (VfsFiles files = idle.pollFirst(); files != null; files = idle.pollFirst()) {
            files.close();
        }
    }
}
