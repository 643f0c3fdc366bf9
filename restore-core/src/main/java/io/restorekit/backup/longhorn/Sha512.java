package io.restorekit.backup.longhorn;

import io.restorekit.backup.Digest;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Makes the digests of a store: the first 32 bytes of SHA-512, which is not SHA-512/256. Not thread-safe. */
final class Sha512 {
    private static final int FULL_BYTES = 64;

    private final MessageDigest sha512;
    private final byte[] full = new byte[FULL_BYTES];

    Sha512() {
        try {
            sha512 = MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-512", e);
        }
    }

    /** Of the first {@code length} bytes. */
    Digest digest(byte[] content, int length) {
        try {
            sha512.update(content, 0, length);
            sha512.digest(full, 0, FULL_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        return Digest.of(full, 0);
    }
}
