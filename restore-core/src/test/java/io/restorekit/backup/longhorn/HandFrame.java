package io.restorekit.backup.longhorn;

import java.io.ByteArrayOutputStream;

/** Writes LZ4 frames of the shapes that no encoder at hand writes. Its checksums are wrong: nobody is to look at them. */
final class HandFrame {
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private final boolean blockChecksums;

    HandFrame(int flags) {
        blockChecksums = (flags & 0x10) != 0;
        frame.writeBytes(new byte[] {4, 0x22, 0x4d, 0x18, (byte) flags, 0x40, 0});
    }

    HandFrame compressed(byte[]... sequences) {
        byte[] block = TestBytes.concat(sequences);
        return block(block, block.length);
    }

    HandFrame stored(byte[] content) {
        return block(content, content.length | 0x80000000);
    }

    byte[] end() {
        word(0);
        return frame.toByteArray();
    }

    private HandFrame block(byte[] content, int size) {
        word(size);
        frame.writeBytes(content);
        if (blockChecksums) {
            word(0xbadbad);
        }
        return this;
    }

    private void word(int word) {
        for (int shift = 0; shift < 32; shift += 8) {
            frame.write(word >> shift);
        }
    }
}
