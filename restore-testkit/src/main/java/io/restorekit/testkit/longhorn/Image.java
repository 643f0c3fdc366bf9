package io.restorekit.testkit.longhorn;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a volume holds when it is backed up. Blocks are asked for one at a time, so that an image may be larger than
 * memory.
 *
 * @param size in bytes
 * @param blocks gives the bytes of each block; it is called once for each, in order
 */
public record Image(long size, Blocks blocks) {

    /** Gives blocks. */
    @FunctionalInterface
    public interface Blocks {
        /** The block that begins at {@code offset}, exactly {@code length} bytes. */
        byte[] read(long offset, int length);
    }

    public Image {
        Objects.requireNonNull(blocks);
        if (size <= 0) {
            throw new IllegalArgumentException("an image of " + size + " bytes");
        }
    }

    /** An image in memory; the array is not copied. */
    public static Image of(byte[] bytes) {
        return new Image(
                bytes.length, (offset, length) -> Arrays.copyOfRange(bytes, (int) offset, (int) offset + length));
    }
}
