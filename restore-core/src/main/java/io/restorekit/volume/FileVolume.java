package io.restorekit.volume;

import io.restorekit.disk.DirectReader;
import io.restorekit.volume.VolumeException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A volume in a regular file or on a block device.
 *
 * <p>A file of size 0 is new, whoever made it: it gets its id at once, and its name is durable before a factory returns.
 * Any other file keeps what it has until the first {@link #force}. A device has the size that it has.
 *
 * <p>Threads that call it are never interrupted: an interrupt closes the file under all of them. Should it happen, every
 * call fails with a {@link VolumeException}.
 */
public final class FileVolume implements Volume {
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 20).asReadOnlyBuffer();

    private final Path path;
    private final FileChannel channel;
    private final @Nullable Object fileKey;
    private final Medium medium;
    private final Optional<DirectReader> direct;
    private volatile @Nullable IOException poison;
    private volatile boolean readBefore;

    /** Takes the channels over: those that lead to the file or node with this key. */
    FileVolume(Path path, FileChannel channel, @Nullable Object fileKey, Medium medium, Optional<DirectReader> direct) {
        this.path = path;
        this.channel = channel;
        this.fileKey = fileKey;
        this.medium = medium;
        this.direct = direct;
    }

    /** As {@link VolumePlace#openExisting}; a device that somebody else uses is refused. */
    public static FileVolume openExisting(Path path) throws VolumeException {
        return VolumePlace.at(path).openExisting();
    }

    /** As {@link VolumePlace#createNew}. */
    public static FileVolume createNew(Path path) throws VolumeException {
        return VolumePlace.at(path).createNew();
    }

    @Override
    public long size() throws VolumeException {
        checkForced();
        try {
            return channel.size();
        } catch (IOException e) {
            throw failed(Kind.UNUSABLE, "the size of the volume cannot be read", e);
        }
    }

    @Override
    public boolean canGrow() {
        return medium.canGrow();
    }

    @Override
    public void grow(long size) throws VolumeException {
        medium.checkFree();
        long now = size();
        if (now >= size) {
            return;
        }
        if (!canGrow()) {
            String what = path + " has " + now + " bytes, and " + size + " are needed";
            throw new VolumeException(Kind.TOO_SMALL, what, null);
        }
        try {
            writeFully(size - 1, ZEROS.duplicate().limit(1));
        } catch (IOException e) {
            throw failed(full(1) ? Kind.FULL : Kind.UNUSABLE, "the volume cannot grow to " + size + " bytes", e);
        }
    }

    @Override
    public int read(long position, ByteBuffer into) throws VolumeException {
        checkForced();
        forceBeforeFirstRead();
        try {
            return direct.isPresent() ? direct.get().read(position, into) : readCached(position, into);
        } catch (IOException e) {
            throw failed(Kind.UNUSABLE, "reading the volume at " + position + " failed", e);
        }
    }

    @Override
    public boolean readsDisk() {
        return direct.isPresent();
    }

    /** What was written before this volume was opened must be on the disk before the disk is asked. */
    private synchronized void forceBeforeFirstRead() throws VolumeException {
        if (readBefore) {
            return;
        }
        try {
            channel.force(false);
            readBefore = true;
        } catch (ClosedChannelException e) {
            throw failed(Kind.UNUSABLE, "the volume was closed under a read", e);
        } catch (IOException e) {
            poison = e;
            checkForced();
        }
    }

    private int readCached(long position, ByteBuffer into) throws IOException {
        int start = into.position();
        while (into.hasRemaining()) {
            int count = channel.read(into, position + into.position() - start);
            if (count < 0) {
                break;
            }
            if (count == 0) {
                throw new IOException("the file system gives no bytes");
            }
        }
        return into.position() - start;
    }

    @Override
    public void write(long position, ByteBuffer from) throws VolumeException {
        checkForced();
        int length = from.remaining();
        try {
            writeFully(position, from);
        } catch (IOException e) {
            throw writeFailed(position, length, e);
        }
    }

    /** Writes the zeros: a hole that a file system only promises would leave what was there before. */
    @Override
    public void zero(long position, long length) throws VolumeException {
        checkForced();
        try {
            for (long done = 0; done < length; done += ZEROS.capacity()) {
                int part = (int) Math.min(ZEROS.capacity(), length - done);
                writeFully(position + done, ZEROS.duplicate().limit(part));
            }
        } catch (IOException e) {
            throw writeFailed(position, Math.min(ZEROS.capacity(), length), e);
        }
    }

    @Override
    public void force(long commit) throws VolumeException {
        checkInPlace();
        try {
            medium.mark(commit);
            channel.force(true);
        } catch (IOException e) {
            poison = e;
            checkForced();
        }
    }

    @Override
    public void disown() {
        medium.disown();
    }

    @Override
    public Optional<VolumeIdentity> identity() throws VolumeException {
        checkInPlace();
        try {
            return medium.identity();
        } catch (IOException e) {
            throw failed(Kind.UNUSABLE, "the identity of the volume cannot be read", e);
        }
    }

    @Override
    public boolean stillInPlace() {
        try {
            Object found = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return Objects.equals(fileKey, found);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        direct.ifPresent(DirectReader::close);
        try {
            channel.close();
        } catch (IOException e) {
            // What was forced is durable; what was not is claimed by nobody.
        }
    }

    private void writeFully(long position, ByteBuffer from) throws IOException {
        long at = position;
        while (from.hasRemaining()) {
            at += channel.write(from, at);
        }
    }

    /** The label is reached by the path alone, so the path must lead to the open file. */
    private void checkInPlace() throws VolumeException {
        checkForced();
        if (!stillInPlace()) {
            throw new VolumeException(Kind.UNUSABLE, "the path " + path + " leads to another file now", null);
        }
    }

    private void checkForced() throws VolumeException {
        IOException cause = poison;
        if (cause != null) {
            throw failed(Kind.FORCE_FAILED, "forcing the volume to disk failed; what was not committed is lost", cause);
        }
    }

    private VolumeException writeFailed(long position, long length, IOException cause) {
        return full(length)
                ? failed(Kind.FULL, "there is no room to write " + length + " bytes at " + position, cause)
                : failed(Kind.WRITE_FAILED, "writing " + length + " bytes at " + position + " failed", cause);
    }

    private VolumeException failed(Kind kind, String what, IOException cause) {
        return new VolumeException(kind, path + ": " + what, cause);
    }

    private boolean full(long length) {
        return channel.isOpen() && medium.isShort(length);
    }
}
