package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.sim.disk.Operation.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** An open file, or an open directory, which can only be forced. */
final class SimChannel extends FileChannel {
    private final Mount mount;
    private final Node node;
    private final String path;
    private final boolean writable;
    private final boolean direct;
    private long position;

    SimChannel(Mount mount, Node node, String path, boolean writable, boolean direct) {
        this.writable = writable;
        this.mount = mount;
        this.node = node;
        this.path = path;
        this.direct = direct;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = read(into, position);
        position += Math.max(count, 0);
        return count;
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        FileNode file = file();
        if (direct && (at % FileNode.PAGE != 0 || into.remaining() % FileNode.PAGE != 0)) {
            throw new IOException("a direct read that is not aligned");
        }
        int[] count = {0};
        SimDisk.Work read = () -> count[0] = file.read(at, into, direct);
        mount.disk().perform(Kind.READ, path, at, into.remaining(), read, () -> {});
        return count[0];
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int count = write(from, position);
        position += count;
        return count;
    }

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
        if (!writable) {
            throw new NonWritableChannelException();
        }
        FileNode file = file();
        int length = from.remaining();
        ByteBuffer half = from.duplicate().limit(from.position() + length / 2);
        SimDisk disk = mount.disk();
        disk.perform(
                Kind.WRITE,
                path,
                at,
                length,
                () -> file.write(at, from, disk.now()),
                () -> file.write(at, half, disk.now()));
        return length;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        checkOpen();
        if (node instanceof DirectoryNode directory) {
            mount.disk().perform(Kind.FORCE_DIRECTORY, path, 0, 0, directory::force, () -> {});
        } else if (node instanceof FileNode file) {
            mount.disk().force(file, path, metadata);
        }
    }

    @Override
    public long size() throws IOException {
        return file().size();
    }

    @Override
    public @Nullable FileLock tryLock(long from, long length, boolean shared) throws IOException {
        FileNode file = file();
        if (mount.holds(file)) {
            throw new OverlappingFileLockException();
        }
        return mount.lock(file) ? new SimLock(this, from, length) : null;
    }

    /** As POSIX has it: whichever channel of the process is closed, its lock on the file is gone. */
    @Override
    protected void implCloseChannel() {
        if (node instanceof FileNode file) {
            mount.unlock(file);
        }
    }

    private FileNode file() throws IOException {
        checkOpen();
        if (node instanceof FileNode file) {
            return file;
        }
        throw new IOException(path + " is a directory");
    }

    private void checkOpen() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        mount.checkAlive();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public FileChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) {
        throw new UnsupportedOperationException("scattering reads");
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException("gathering writes");
    }

    @Override
    public FileChannel truncate(long size) {
        throw new UnsupportedOperationException("truncating");
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel to) {
        throw new UnsupportedOperationException("transferring");
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long at, long count) {
        throw new UnsupportedOperationException("transferring");
    }

    @Override
    public java.nio.MappedByteBuffer map(MapMode mode, long from, long size) {
        throw new UnsupportedOperationException("mapping");
    }

    @Override
    public FileLock lock(long from, long length, boolean shared) {
        throw new UnsupportedOperationException("waiting for a lock");
    }

    private static final class SimLock extends FileLock {
        private boolean valid = true;

        SimLock(SimChannel channel, long from, long length) {
            super(channel, from, length, false);
        }

        @Override
        public boolean isValid() {
            return valid && channel().isOpen();
        }

        @Override
        public void release() {
            valid = false;
            SimChannel held = (SimChannel) acquiredBy();
            if (held.node instanceof FileNode file) {
                held.mount.unlock(file);
            }
        }
    }
}
