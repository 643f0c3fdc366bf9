package io.restorekit.backup;

import java.util.Arrays;
import java.util.HexFormat;

/** The checksum of a block's content: the first 32 bytes of its SHA-512, as Longhorn names blocks. Immutable. */
public final class Digest {
    public static final int BYTES = 32;

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the first {@value #BYTES} bytes from {@code offset} on. */
    public static Digest of(byte[] source, int offset) {
        return new Digest(Arrays.copyOfRange(source, offset, offset + BYTES));
    }

    /**
     * @throws IllegalArgumentException if it is not 64 lower-case hex digits
     */
    public static Digest parse(String hex) {
        if (hex.length() != 2 * BYTES || !hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            throw new IllegalArgumentException("not a digest of 64 lower-case hex digits");
        }
        return new Digest(HexFormat.of().parseHex(hex));
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 64 lower-case hex digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
