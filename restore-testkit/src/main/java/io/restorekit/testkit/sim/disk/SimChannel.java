package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.sim.disk.Operation.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * An open file, or an open directory, which can only be forced. As in the JDK, a thread that is interrupted in a call, or
 * comes interrupted, closes the channel.
 */
final class SimChannel extends FileChannel {
    private final Mount mount;
    private final Node node;
    private final String path;
    private final OpenMode mode;
    private long position;

    SimChannel(Mount mount, Node node, String path, OpenMode mode) {
        this.mount = mount;
        this.node = node;
        this.path = path;
        this.mode = mode;
    }

    SimDisk disk() {
        return mount.disk();
    }

    Mount mount() {
        return mount;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return reading(file -> {
            int count = readAt(file, into, position);
            position += Math.max(count, 0);
            return count;
        });
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        checkNotNegative(at);
        return reading(file -> readAt(file, into, at));
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        return reading(file -> {
            ByteBuffer all = ByteBuffer.allocate(Vectors.remaining(into, offset, length));
            int count = readAt(file, all, position);
            position += Math.max(count, 0);
            Vectors.scatter(all.flip(), into, offset, length);
            return (long) count;
        });
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return writing(file -> {
            long at = mode.appends() ? file.size() : position;
            int count = writeAt(file, from, at);
            position = at + count;
            return count;
        });
    }

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
        checkNotNegative(at);
        return writing(file -> writeAt(file, from, mode.appends() ? file.size() : at));
    }

    /** As one write, as on Linux. */
    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        return writing(file -> {
            ByteBuffer all = Vectors.gather(from, offset, length);
            long at = mode.appends() ? file.size() : position;
            int count = writeAt(file, all, at);
            position = at + count;
            Vectors.consume(from, offset, length);
            return (long) count;
        });
    }

    private int readAt(FileNode file, ByteBuffer into, long at) throws IOException {
        if (into.isReadOnly()) {
            throw new IllegalArgumentException("Read-only buffer");
        }
        if (!into.hasRemaining()) {
            return 0;
        }
        if (mode.isDirect() && (at % FileNode.PAGE != 0 || into.remaining() % FileNode.PAGE != 0)) {
            throw new IOException("a direct read that is not aligned");
        }
        int[] count = {0};
        SimDisk.Work read = () -> count[0] = file.read(at, into, mode.isDirect());
        disk().perform(Kind.READ, path, at, into.remaining(), read, () -> {});
        return count[0];
    }

    private int writeAt(FileNode file, ByteBuffer from, long at) throws IOException {
        int length = from.remaining();
        if (length == 0) {
            return 0;
        }
        if (at > FileNode.LARGEST - length) {
            throw new IOException("File too large");
        }
        ByteBuffer whole = from.duplicate();
        ByteBuffer half = from.duplicate().limit(from.position() + length / 2);
        SimDisk disk = disk();
        SimDisk.Work write = () -> file.write(at, whole, disk.now());
        disk.perform(Kind.WRITE, path, at, length, write, () -> file.write(at, half, disk.now()));
        if (mode.forces()) {
            disk.force(file, path, mode.forcesMetadata());
        }
        from.position(from.limit());
        return length;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        checkNotNegative(size);
        return writing(file -> {
            if (size < file.size()) {
                disk().truncate(file, path, size);
            }
            position = Math.min(position, size);
            return this;
        });
    }

    @Override
    public void force(boolean metadata) throws IOException {
        guarded(() -> {
            if (node instanceof DirectoryNode directory) {
                disk().force(directory, path);
            } else if (node instanceof FileNode file) {
                disk().force(file, path, metadata);
            }
            return this;
        });
    }

    @Override
    public long size() throws IOException {
        return guarded(() -> node instanceof FileNode file ? file.size() : 0L);
    }

    @Override
    public long position() throws IOException {
        return guarded(() -> mode.appends() && node instanceof FileNode file ? file.size() : position);
    }

    @Override
    public FileChannel position(long to) throws IOException {
        checkNotNegative(to);
        return guarded(() -> {
            position = to;
            return this;
        });
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel to) throws IOException {
        return Transfer.to(this, from, count, to);
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long at, long count) throws IOException {
        return Transfer.from(this, from, at, count);
    }

    /** Whether it may be written. */
    boolean writes() {
        return mode.writes();
    }

    boolean reads() {
        return mode.reads();
    }

    @Override
    public MappedByteBuffer map(MapMode mapMode, long from, long size) {
        throw new UnsupportedOperationException("a file of a simulated disk is not mapped into memory");
    }

    @Override
    public @Nullable FileLock tryLock(long from, long length, boolean shared) throws IOException {
        synchronized (disk()) {
            checkOpen();
            SimLock wanted = lockOf(from, length, shared);
            return mount.lock(wanted) ? wanted : null;
        }
    }

    @Override
    public FileLock lock(long from, long length, boolean shared) throws IOException {
        try {
            return guarded(() -> {
                SimLock wanted = lockOf(from, length, shared);
                while (!mount.lock(wanted)) {
                    awaitUnlock();
                    if (!isOpen()) {
                        throw new AsynchronousCloseException();
                    }
                    checkOpen();
                }
                return wanted;
            });
        } catch (ClosedByInterruptException e) {
            throw new FileLockInterruptionException();
        } catch (FileLockInterruptionException e) {
            // A newer JDK wakes who waits before it closes the channel: he may be the first to get here.
            close();
            throw e;
        }
    }

    private void awaitUnlock() throws FileLockInterruptionException {
        try {
            disk().wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FileLockInterruptionException();
        }
    }

    private SimLock lockOf(long from, long length, boolean shared) throws IOException {
        if (shared && !mode.reads()) {
            throw new NonReadableChannelException();
        }
        if (!shared && !mode.writes()) {
            throw new NonWritableChannelException();
        }
        return new SimLock(this, file(), from, length, shared);
    }

    /** As POSIX has it: whichever channel of the process is closed, its locks on the file are gone. */
    @Override
    protected void implCloseChannel() {
        synchronized (disk()) {
            if (node instanceof FileNode file) {
                mount.closed(this, file);
            }
        }
    }

    private <T> T reading(Access<T> access) throws IOException {
        return guarded(() -> {
            if (!mode.reads()) {
                throw new NonReadableChannelException();
            }
            return access.to(file());
        });
    }

    private <T> T writing(Access<T> access) throws IOException {
        return guarded(() -> {
            if (!mode.writes()) {
                throw new NonWritableChannelException();
            }
            return access.to(file());
        });
    }

    private <T extends @Nullable Object> T guarded(Call<T> call) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        boolean done = false;
        // Outside the monitor: whoever interrupts holds the JDK's own locks while it closes the channel, and waits for
        // it.
        begin();
        try {
            synchronized (disk()) {
                checkOpen();
                T result = call.call();
                done = true;
                return result;
            }
        } finally {
            end(done);
        }
    }

    private FileNode file() throws IOException {
        if (node instanceof FileNode file) {
            return file;
        }
        throw new IOException("Is a directory");
    }

    private void checkOpen() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        synchronized (disk()) {
            mount.checkAlive();
        }
    }

    private static void checkNotNegative(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("Negative: " + number);
        }
    }

    /** What is done to the file. */
    private interface Access<T> {
        T to(FileNode file) throws IOException;
    }

    /** What is done with the channel. */
    private interface Call<T extends @Nullable Object> {
        T call() throws IOException;
    }
}
