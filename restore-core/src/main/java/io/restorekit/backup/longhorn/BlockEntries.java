package io.restorekit.backup.longhorn;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The blocks that a backup's config lists, sorted by offset: 40 bytes each, in pages, so that memory follows what was
 * really read. Not thread-safe.
 */
final class BlockEntries {
    private static final int PAGE = 4096;
    private static final byte[] HEX = hexValues();

    private final List<long[]> offsets = new ArrayList<>();
    private final List<byte[]> digests = new ArrayList<>();
    private final byte[] digest = new byte[Digest.BYTES];
    private int count;
    private long last = -1;

    int count() {
        return count;
    }

    long offset(int entry) {
        return offsets.get(entry / PAGE)[entry % PAGE];
    }

    Digest digest(int entry) {
        return Digest.of(digests.get(entry / PAGE), entry % PAGE * Digest.BYTES);
    }

    /** The greatest offset, where there is an entry. */
    long lastOffset() {
        return last;
    }

    /** Gives the digest of the entry that is added next, as hex digits. */
    void digest(char[] text, int from, int length) throws Malformed {
        if (length != 2 * Digest.BYTES) {
            throw malformed("a checksum of " + length + " characters");
        }
        int all = 0xff;
        int any = 0;
        for (int i = 0; i < Digest.BYTES; i++) {
            int value = hex(text[from + 2 * i]) << 4 | hex(text[from + 2 * i + 1]);
            if (value < 0) {
                throw malformed("a checksum that is not lower-case hex");
            }
            digest[i] = (byte) value;
            all &= value;
            any |= value;
        }
        // A block map says zero and unknown by these two; no content is known to have them.
        if (any == 0 || all == 0xff) {
            throw malformed("a checksum that no content has");
        }
    }

    /** Adds an entry with the digest given before. */
    void add(long offset) throws Malformed {
        if (offset < 0) {
            throw malformed("no offset, or a negative one");
        }
        if (offset <= last) {
            throw malformed("an offset that is not greater than the one before");
        }
        if (count == BlockMap.MOST_BLOCKS) {
            throw new Malformed("it lists more than " + BlockMap.MOST_BLOCKS + " blocks");
        }
        if (count % PAGE == 0) {
            offsets.add(new long[PAGE]);
            digests.add(new byte[PAGE * Digest.BYTES]);
        }
        offsets.get(count / PAGE)[count % PAGE] = offset;
        System.arraycopy(digest, 0, digests.get(count / PAGE), count % PAGE * Digest.BYTES, Digest.BYTES);
        last = offset;
        count++;
    }

    private Malformed malformed(String what) {
        return new Malformed("block " + count + " has " + what);
    }

    private static int hex(char digit) {
        return digit < HEX.length ? HEX[digit] : -1;
    }

    private static byte[] hexValues() {
        byte[] values = new byte['f' + 1];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < 16; i++) {
            values[Character.forDigit(i, 16)] = (byte) i;
        }
        return values;
    }
}
