package io.restorekit.backup;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The checksum of a block's content: the first 32 bytes of its SHA-512, as Longhorn names blocks. Immutable. */
public final class Digest {
    public static final int BYTES = 32;

    private static final ThreadLocal<MessageDigest> SHA_512 = ThreadLocal.withInitial(Digest::sha512);

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

    /** The digest of the first {@code length} bytes. */
    public static Digest ofContent(byte[] content, int length) {
        MessageDigest sha = SHA_512.get();
        sha.update(content, 0, length);
        return new Digest(Arrays.copyOf(sha.digest(), BYTES));
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }

    public void copyTo(byte[] target, int offset) {
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
