package io.restorekit.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Reads a file past the page cache: what it gives is what the disk holds. The page cache can hold, as if clean, what a
 * failed force never brought to the disk. Thread-safe; one read runs at a time, through one aligned buffer.
 */
public final class DirectReader implements AutoCloseable {
    private final FileChannel channel;
    private final int alignment;
    private ByteBuffer aligned = ByteBuffer.allocateDirect(0);

    private DirectReader(FileChannel channel, int alignment) {
        this.channel = channel;
        this.alignment = alignment;
    }

    /**
     * Empty where the platform or the file system refuses direct reads.
     *
     * <p>The JDK wants reads aligned to the blocks of the file system in which the path lies; for a device that is the one
     * of its node, and the device's own blocks may be larger.
     *
     * @param leastAlignment a power of two
     */
    public static Optional<DirectReader> open(Path path, int leastAlignment) {
        try {
            int alignment = Math.max(
                    leastAlignment, Math.toIntExact(Files.getFileStore(path).getBlockSize()));
            return Optional.of(new DirectReader(FileChannel.open(path, StandardOpenOption.READ, direct()), alignment));
        } catch (IOException | UnsupportedOperationException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /**
     * {@code ExtendedOpenOption.DIRECT}, looked up by name: the compilers of newer JDKs warn wherever that class is
     * written, and no annotation silences them.
     */
    static OpenOption direct() {
        try {
            Class<?> options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
            return (OpenOption) options.getField("DIRECT").get(null);
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("this JDK has no direct reads", e);
        }
    }

    /** Reads until the buffer is full or the file ends; leaves the buffer untouched if it throws. */
    public synchronized int read(long position, ByteBuffer into) throws IOException {
        long start = position - position % alignment;
        int lead = (int) (position - start);
        ByteBuffer buffer = buffer(Math.addExact(lead, into.remaining()));
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, start + buffer.position());
            // A count that is not aligned is the end of the file: no further direct read could begin there.
            if (count <= 0 || buffer.position() % alignment != 0) {
                break;
            }
        }
        int read = Math.min(Math.max(0, buffer.position() - lead), into.remaining());
        into.put(buffer.flip().position(Math.min(lead, buffer.limit())).slice().limit(read));
        return read;
    }

    private ByteBuffer buffer(int wanted) {
        int length = Math.addExact(wanted, alignment - 1) / alignment * alignment;
        if (aligned.capacity() < length) {
            aligned =
                    ByteBuffer.allocateDirect(Math.addExact(length, alignment)).alignedSlice(alignment);
        }
        return aligned.clear().limit(length);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It was only read from.
        }
    }
}
