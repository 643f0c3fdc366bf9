package io.restorekit.testkit.store;

import io.restorekit.testkit.longhorn.Image;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An image whose bytes are made when they are asked for.
 *
 * @param contents the number of each block's content; equal numbers are equal bytes
 * @param seed of the bytes
 */
record BlockImage(List<Long> contents, int blockSize, long seed) {
    /** The content that is zeros. */
    static final long ZEROS = 0;

    BlockImage {
        contents = List.copyOf(contents);
    }

    long size() {
        return (long) contents.size() * blockSize;
    }

    byte[] block(int number) {
        byte[] bytes = new byte[blockSize];
        long content = contents.get(number);
        if (content != ZEROS) {
            new SplittableRandom(new SplittableRandom(seed).nextLong() + content).nextBytes(bytes);
            if (content % 2 == 0) {
                makeCompressible(bytes);
            }
        }
        return bytes;
    }

    Image asImage() {
        return new Image(size(), (offset, length) -> block((int) (offset / blockSize)));
    }

    /** Every other block compresses, so that a store holds both forms of LZ4 blocks. */
    private static void makeCompressible(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i % 64 >= 16) {
                bytes[i] = 0x2a;
            }
        }
    }
}
