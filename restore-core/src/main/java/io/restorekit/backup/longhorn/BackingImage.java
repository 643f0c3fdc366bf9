package io.restorekit.backup.longhorn;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The raw bytes that lie under a volume: an offset that no block names holds them, and beyond their end zeros. Read
 * whole once for a block size, to know the digests. Thread-safe.
 */
final class BackingImage {
    private final Path file;
    private final Map<Integer, Blocks> byBlockSize = new HashMap<>();

    BackingImage(Path file) {
        this.file = file;
    }

    /** Both ways between offsets and digests; blocks of zeros are left out. */
    private record Blocks(Map<Long, Digest> digests, Map<Digest, Long> offsets) {}

    /** Lays the image under a volume. */
    void fill(BlockMap.Builder map, int blockSize, long volumeSize) throws Unavailable {
        blocks(blockSize).digests().forEach((offset, digest) -> {
            if (offset < volumeSize) {
                map.set((int) (offset / blockSize), new Content.Data(digest));
            }
        });
    }

    /**
     * Reads the block with this digest, if the image holds it. What is read is not verified.
     *
     * @return whether it holds it
     */
    boolean read(Digest digest, byte[] into, int blockSize) throws Unavailable {
        Optional<Long> offset = Optional.ofNullable(blocks(blockSize).offsets().get(digest));
        if (offset.isEmpty()) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            read(channel, offset.get(), into, blockSize);
            return true;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private synchronized Blocks blocks(int blockSize) throws Unavailable {
        Optional<Blocks> known = Optional.ofNullable(byBlockSize.get(blockSize));
        if (known.isPresent()) {
            return known.get();
        }
        Blocks blocks = index(blockSize);
        byBlockSize.put(blockSize, blocks);
        return blocks;
    }

    private Blocks index(int blockSize) throws Unavailable {
        Blocks blocks = new Blocks(new LinkedHashMap<>(), new HashMap<>());
        Digest zeros = ZeroBlocks.digest(blockSize);
        Sha512 sha512 = new Sha512();
        byte[] block = new byte[blockSize];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            for (long offset = 0; offset < size; offset += blockSize) {
                read(channel, offset, block, blockSize);
                Digest digest = sha512.digest(block, blockSize);
                if (!digest.equals(zeros)) {
                    blocks.digests().put(offset, digest);
                    blocks.offsets().putIfAbsent(digest, offset);
                }
            }
            return blocks;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static void read(FileChannel channel, long offset, byte[] into, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
        int count = 0;
        while (buffer.hasRemaining() && count >= 0) {
            count = channel.read(buffer, offset + buffer.position());
        }
        Arrays.fill(into, buffer.position(), length, (byte) 0);
    }

    private Unavailable unreadable(IOException e) {
        return new Unavailable(Cause.LOCAL, "the backing image " + file + " cannot be read", e);
    }
}
