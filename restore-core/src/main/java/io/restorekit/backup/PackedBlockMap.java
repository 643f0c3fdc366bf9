package io.restorekit.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;

/**
 * A block map as bytes, big endian; equal maps give equal bytes.
 *
 * <pre>
 *   8  magic "RKBLOCKS"
 *   4  version, 1
 *   4  block size
 *   8  volume size
 *   then for each page of {@value BlockMap#PAGE} blocks
 *   1    0 all zero · 1 all unknown · 2 digests follow
 *   32   for each block of the page, where digests follow: its digest, all 00 for zero, all ff for unknown
 * </pre>
 */
public final class PackedBlockMap {
    private static final long MAGIC = 0x524b_424c_4f43_4b53L;
    private static final int VERSION = 1;
    private static final int ZERO = 0;
    private static final int UNKNOWN = 1;
    private static final int DIGESTS = 2;

    private PackedBlockMap() {}

    /** Writes in small pieces: give it a buffer. */
    public static void write(BlockMap map, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeLong(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(map.blockSize());
        out.writeLong(map.volumeSize());
        for (int i = 0; i < map.pages(); i++) {
            byte[] page = map.page(i);
            if (BlockMap.isZero(page) || BlockMap.isUnknown(page)) {
                out.writeByte(BlockMap.isZero(page) ? ZERO : UNKNOWN);
            } else {
                out.writeByte(DIGESTS);
                out.write(page, 0, map.blocksIn(i) * Digest.BYTES);
            }
        }
        out.flush();
    }

    /**
     * Reads what {@link #write} wrote, to the end of the stream. Takes no more memory than the bytes that come, and
     * 512 KiB.
     *
     * @throws StreamCorruptedException if it is anything else; every other {@link IOException} is the stream's own
     */
    public static BlockMap read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        try {
            if (in.readLong() != MAGIC || in.readInt() != VERSION) {
                throw new StreamCorruptedException("not a block map of version " + VERSION);
            }
            BlockMap.Builder map = new BlockMap.Builder(in.readInt(), in.readLong());
            readPages(in, map);
            if (in.read() >= 0) {
                throw new StreamCorruptedException("more bytes than the block map has");
            }
            return map.build();
        } catch (EOFException e) {
            throw corrupted("the block map is cut short", e);
        } catch (IllegalArgumentException e) {
            throw corrupted("not a block map: " + e.getMessage(), e);
        }
    }

    private static void readPages(DataInputStream in, BlockMap.Builder map) throws IOException {
        byte[] page = new byte[BlockMap.PAGE * Digest.BYTES];
        for (int first = 0, i = 0; first < map.blocks(); first += BlockMap.PAGE, i++) {
            int blocks = Math.min(BlockMap.PAGE, map.blocks() - first);
            switch (in.readUnsignedByte()) {
                case ZERO -> {}
                case UNKNOWN -> map.unknown(first, first + blocks);
                case DIGESTS -> {
                    in.readFully(page, 0, blocks * Digest.BYTES);
                    map.page(i, page, blocks);
                }
                default -> throw new StreamCorruptedException("page " + i + " of the block map has no known form");
            }
        }
    }

    private static StreamCorruptedException corrupted(String what, Exception cause) {
        StreamCorruptedException e = new StreamCorruptedException(what);
        e.initCause(cause);
        return e;
    }
}
