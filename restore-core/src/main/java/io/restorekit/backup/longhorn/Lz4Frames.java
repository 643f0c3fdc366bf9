package io.restorekit.backup.longhorn;

import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * Unpacks what the LZ4 frame format allows: any number of frames and skippable frames, linked or independent data
 * blocks of any maximum size, stored blocks, content sizes. The checksums of the format are passed over: the block's
 * SHA-512 decides. The library's own frame reader knows no linked blocks and is slower.
 */
final class Lz4Frames {
    private static final int MAGIC = 0x184D2204;
    private static final int SKIPPABLE = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
    private static final int STORED = 0x80000000;

    /** Pure Java: the native one unpacks a library into the temporary folder and prints a warning on newer runtimes. */
    private static final LZ4SafeDecompressor BLOCKS = LZ4Factory.safeInstance().safeDecompressor();

    private final byte[] packed;
    private final int end;
    private final byte[] into;
    private final int length;
    private int at;
    private int written;

    Lz4Frames(byte[] packed, int packedLength, byte[] into, int length) {
        this.packed = packed;
        this.end = packedLength;
        this.into = into;
        this.length = length;
    }

    static boolean isMagic(int word) {
        return word == MAGIC || (word & SKIPPABLE_MASK) == SKIPPABLE;
    }

    static int littleEndian(byte[] bytes, int at) {
        return bytes[at] & 0xff
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    void unpack() throws DamagedBlock {
        while (at < end) {
            int magic = word();
            if (magic == MAGIC) {
                frame(Lz4Header.parse(packed, at, end));
            } else if (isMagic(magic)) {
                skip(word() & 0xFFFFFFFFL);
            } else {
                throw new DamagedBlock("something other than an lz4 frame follows at byte " + (at - 4));
            }
        }
        if (written != length) {
            throw new DamagedBlock("it unpacks to " + written + " bytes, not " + length);
        }
    }

    private void frame(Lz4Header header) throws DamagedBlock {
        at += header.bytes();
        int start = written;
        for (int word = word(); word != 0; word = word()) {
            data(header, word, start);
            skip(header.blockChecksums() ? 4 : 0);
        }
        skip(header.contentChecksum() ? 4 : 0);
        if (header.contentSize().orElse(written - start) != written - start) {
            throw new DamagedBlock("its lz4 frame has another length than its header says");
        }
    }

    private void data(Lz4Header header, int word, int frameStart) throws DamagedBlock {
        int size = word & ~STORED;
        int most = Math.min(header.mostBlock(), length - written);
        if (size > end - at || size > header.mostBlock()) {
            throw new DamagedBlock("an lz4 block of " + size + " bytes is cut off or too long");
        }
        if ((word & STORED) != 0) {
            if (size > most) {
                throw tooLong();
            }
            System.arraycopy(packed, at, into, written, size);
            written += size;
        } else {
            written += compressed(header, size, most, frameStart);
        }
        at += size;
    }

    private int compressed(Lz4Header header, int size, int most, int frameStart) throws DamagedBlock {
        try {
            return header.linked()
                    ? Lz4LinkedBlock.unpack(packed, at, at + size, into, frameStart, written, written + most)
                    : BLOCKS.decompress(packed, at, size, into, written, most);
        } catch (LZ4Exception | IndexOutOfBoundsException e) {
            throw new DamagedBlock("an lz4 block is damaged, or unpacks to more than " + length + " bytes", e);
        }
    }

    private int word() throws DamagedBlock {
        if (end - at < 4) {
            throw new DamagedBlock("its lz4 frame is cut off");
        }
        at += 4;
        return littleEndian(packed, at - 4);
    }

    private void skip(long bytes) throws DamagedBlock {
        if (bytes > end - at) {
            throw new DamagedBlock("its lz4 frame is cut off");
        }
        at += (int) bytes;
    }

    private DamagedBlock tooLong() {
        return new DamagedBlock("it unpacks to more than " + length + " bytes");
    }
}
