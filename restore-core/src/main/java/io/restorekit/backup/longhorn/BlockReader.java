package io.restorekit.backup.longhorn;

import io.restorekit.backup.Digest;
import java.io.IOException;

/**
 * Reads, unpacks and verifies blocks, one at a time. Keeps its buffer and digest for the next: these are the hot path.
 * Raw bytes are read straight to where they belong, packed ones are unpacked to there. Not thread-safe.
 */
final class BlockReader {
    private static final int SLACK = 64 << 10;
    private static final int GRAIN = 64 << 10;

    private final Sha512 sha512 = new Sha512();
    private byte[] packed = new byte[0];

    /**
     * @param length the block size; no more than that is ever written to {@code into}
     * @throws IOException if the body failed or ended early
     */
    void read(BlockBody body, Digest digest, byte[] into, int length) throws IOException, DamagedBlock {
        int most = mostPacked(length);
        long announced = body.announced().orElse(most);
        if (announced > most) {
            throw tooLong(announced, length);
        }
        if (body.announced().isEmpty()) {
            packed(most);
            unpack(packed, body.readUnannounced(packed, most), digest, into, length);
        } else if (announced == length) {
            body.readAnnounced(into, length);
            verifyRaw(digest, into, length);
        } else {
            packed((int) announced);
            body.readAnnounced(packed, (int) announced);
            unpack(packed, (int) announced, digest, into, length);
        }
    }

    /**
     * Reads a block as it came, and verifies what it unpacks to.
     *
     * @param into at least {@link #mostPacked} long
     * @return how many bytes came
     */
    int readPacked(BlockBody body, Digest digest, byte[] into, int length) throws IOException, DamagedBlock {
        int most = mostPacked(length);
        long announced = body.announced().orElse(most);
        if (announced > most) {
            throw tooLong(announced, length);
        }
        int count = (int) announced;
        if (body.announced().isPresent()) {
            body.readAnnounced(into, count);
        } else {
            count = body.readUnannounced(into, most);
        }
        unpackKept(into, count, digest, packed(length), length);
        return count;
    }

    /** Unpacks and verifies a block that was kept as it came: raw, or packed. */
    void unpackKept(byte[] from, int count, Digest digest, byte[] into, int length) throws DamagedBlock {
        if (count == length && matches(digest, from, length)) {
            System.arraycopy(from, 0, into, 0, length);
        } else {
            unpack(from, count, digest, into, length);
        }
    }

    boolean matches(Digest digest, byte[] content, int length) {
        return sha512.digest(content, length).equals(digest);
    }

    /** The length is a raw block's, but a packed one can have it by chance. */
    private void verifyRaw(Digest digest, byte[] into, int length) throws DamagedBlock {
        if (!matches(digest, into, length)) {
            System.arraycopy(into, 0, packed(length), 0, length);
            unpack(packed, length, digest, into, length);
        }
    }

    private void unpack(byte[] from, int count, Digest digest, byte[] into, int length) throws DamagedBlock {
        Packing.of(from, count, length).unpack(from, count, into, length);
        if (!matches(digest, into, length)) {
            throw new DamagedBlock("its content has another checksum");
        }
    }

    private static DamagedBlock tooLong(long announced, int length) {
        return new DamagedBlock(announced + " bytes are more than a block of " + length + " packs to");
    }

    private byte[] packed(int length) {
        if (packed.length < length) {
            packed = new byte[(length + GRAIN - 1) / GRAIN * GRAIN];
        }
        return packed;
    }

    /** What does not compress grows by a few bytes in every 64 KiB at most, gzip and lz4 alike. */
    static int mostPacked(int length) {
        return length + length / 255 + SLACK;
    }
}
