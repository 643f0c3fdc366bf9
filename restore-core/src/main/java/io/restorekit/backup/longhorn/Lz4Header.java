package io.restorekit.backup.longhorn;

import java.util.OptionalLong;

/**
 * The header of an LZ4 frame, after its magic number.
 *
 * @param bytes its own length
 * @param linked whether data blocks refer to those before
 * @param mostBlock the most that a data block unpacks to
 * @param contentSize what the whole frame unpacks to
 */
record Lz4Header(
        int bytes,
        boolean linked,
        boolean blockChecksums,
        boolean contentChecksum,
        int mostBlock,
        OptionalLong contentSize) {
    private static final int VERSION_MASK = 0xC0;
    private static final int VERSION = 0x40;
    private static final int INDEPENDENT = 0x20;
    private static final int BLOCK_CHECKSUMS = 0x10;
    private static final int CONTENT_SIZE = 0x08;
    private static final int CONTENT_CHECKSUM = 0x04;
    private static final int FLAG_RESERVED = 0x02;
    private static final int DICTIONARY = 0x01;
    private static final int SIZE_RESERVED = 0x8F;

    static Lz4Header parse(byte[] packed, int at, int end) throws DamagedBlock {
        require(end - at >= 3);
        int flags = packed[at];
        int size = packed[at + 1];
        require((flags & VERSION_MASK) == VERSION && (flags & FLAG_RESERVED) == 0 && (size & SIZE_RESERVED) == 0);
        int sizeCode = size >> 4;
        require(sizeCode >= 4);
        boolean hasContentSize = (flags & CONTENT_SIZE) != 0;
        int bytes = 3 + (hasContentSize ? 8 : 0) + ((flags & DICTIONARY) != 0 ? 4 : 0);
        require(end - at >= bytes);
        return new Lz4Header(
                bytes,
                (flags & INDEPENDENT) == 0,
                (flags & BLOCK_CHECKSUMS) != 0,
                (flags & CONTENT_CHECKSUM) != 0,
                1 << 8 + 2 * sizeCode,
                hasContentSize ? OptionalLong.of(contentSize(packed, at + 2)) : OptionalLong.empty());
    }

    private static long contentSize(byte[] packed, int at) {
        return Lz4Frames.littleEndian(packed, at) & 0xFFFFFFFFL | (long) Lz4Frames.littleEndian(packed, at + 4) << 32;
    }

    private static void require(boolean legal) throws DamagedBlock {
        if (!legal) {
            throw new DamagedBlock("its lz4 frame has no legal header");
        }
    }
}
