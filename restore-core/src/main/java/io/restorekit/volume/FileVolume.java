package io.restorekit.volume;

import io.restorekit.disk.DurableDirectory;
import io.restorekit.disk.Room;
import io.restorekit.volume.VolumeException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A volume in a regular file.
 *
 * <p>A file of size 0 is new, whoever made it: it gets its id at once, and its name is durable before a factory returns.
 * Any other file keeps what it has until the first {@link #force}.
 *
 * <p>Threads that call it are never interrupted: an interrupt closes the file under all of them. Should it happen, every
 * call fails with a {@link VolumeException}.
 */
public final class FileVolume implements Volume {
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 20).asReadOnlyBuffer();

    private final Path path;
    private final FileChannel channel;
    private final @Nullable Object fileKey;
    private final VolumeLabel label;
    private final Optional<DirectReader> direct;
    private volatile @Nullable IOException poison;
    private volatile boolean readBefore;

    /** Takes the channel over: the one that leads to the file with this key. */
    FileVolume(Path path, FileChannel channel, @Nullable Object fileKey) {
        this(path, channel, fileKey, Optional.empty());
    }

    FileVolume(Path path, FileChannel channel, @Nullable Object fileKey, Optional<DirectReader> direct) {
        this.direct = direct;
        this.path = path;
        this.channel = channel;
        this.fileKey = fileKey;
        this.label = new VolumeLabel(path);
    }

    /**
     * Opens a file that exists.
     *
     * @throws VolumeException with kind {@code ABSENT} if it (or its directory) is not there, {@code UNUSABLE} if it is
     *     no regular file or may not be opened, {@code UNREACHABLE} or {@code FULL} if it cannot be opened now
     */
    public static FileVolume openExisting(Path path) throws VolumeException {
        try {
            BasicFileAttributes before = Files.readAttributes(path, BasicFileAttributes.class);
            VolumeSight.checkRegular(path, before);
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return opened(path, channel, before.fileKey());
        } catch (NoSuchFileException e) {
            throw OpenFailure.missing(path, e);
        } catch (IOException e) {
            throw OpenFailure.of(path, "the volume " + path + " cannot be opened", e);
        }
    }

    /**
     * Makes a file that does not exist, empty and durable.
     *
     * @throws VolumeException with kind {@code ABSENT} if its directory is not there, {@code FULL} if there is
     *     no room, {@code UNUSABLE} if something exists at the path or nothing may be made there, {@code UNREACHABLE} if
     *     nothing can be made there now
     */
    public static FileVolume createNew(Path path) throws VolumeException {
        try {
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            return opened(path, channel, fileKey(path));
        } catch (NoSuchFileException e) {
            Path directory = path.toAbsolutePath().getParent();
            throw new VolumeException(Kind.ABSENT, "the directory " + directory + " is not there: is it mounted?", e);
        } catch (IOException e) {
            throw OpenFailure.of(path, "the volume " + path + " cannot be made", e);
        }
    }

    private static FileVolume opened(Path path, FileChannel channel, @Nullable Object key)
            throws IOException, VolumeException {
        boolean good = false;
        // Opened before the path is looked at once more below: so both lead to the same file.
        Optional<DirectReader> direct = DirectReader.open(path);
        try {
            FileVolume volume = new FileVolume(path, channel, key, direct);
            if (!volume.stillInPlace()) {
                throw new VolumeException(Kind.UNREACHABLE, "the file at " + path + " was replaced meanwhile", null);
            }
            if (channel.size() == 0) {
                volume.begin();
            }
            good = true;
            return volume;
        } finally {
            if (!good) {
                direct.ifPresent(DirectReader::close);
                channel.close();
            }
        }
    }

    private void begin() throws IOException {
        if (label.read().isEmpty()) {
            label.write(0);
        }
        channel.force(true);
        DurableDirectory.force(path.toRealPath().getParent());
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
    public void grow(long size) throws VolumeException {
        if (size() >= size) {
            return;
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
            label.write(commit);
            channel.force(true);
        } catch (IOException e) {
            poison = e;
            checkForced();
        }
    }

    @Override
    public void disown() {
        label.renew();
    }

    @Override
    public Optional<VolumeIdentity> identity() throws VolumeException {
        checkInPlace();
        try {
            return VolumeSight.identity(path, label, fileKey);
        } catch (IOException e) {
            throw failed(Kind.UNUSABLE, "the identity of the volume cannot be read", e);
        }
    }

    @Override
    public boolean stillInPlace() {
        try {
            return Objects.equals(fileKey, fileKey(path));
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

    /** The extended attribute is reached by the path alone, so the path must lead to the open file. */
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
        return channel.isOpen() && Room.isShort(path, length);
    }

    /** Without the device number that the key of a Unix file shows too: it changes at reboot. */
    private static @Nullable Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}
