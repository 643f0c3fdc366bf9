package io.restorekit.backup.longhorn;

import net.jpountz.lz4.LZ4Exception;

/**
 * Unpacks one LZ4 data block that may refer to what the blocks before it unpacked to. The library's decoder refuses
 * such references. Longhorn writes no linked blocks: this one is plain rather than fast.
 */
final class Lz4LinkedBlock {
    private static final int LEAST_MATCH = 4;
    private static final int MORE = 15;

    private final byte[] packed;
    private final int end;
    private final byte[] into;
    private final int historyStart;
    private final int most;
    private int at;
    private int to;

    private Lz4LinkedBlock(byte[] packed, int from, int end, byte[] into, int historyStart, int to, int most) {
        this.packed = packed;
        this.at = from;
        this.end = end;
        this.into = into;
        this.historyStart = historyStart;
        this.to = to;
        this.most = most;
    }

    /**
     * @param historyStart the first byte of {@code into} that may be referred to
     * @param most the first byte of {@code into} that must not be written
     * @return the bytes unpacked
     * @throws LZ4Exception if the block is not legal or does not fit
     */
    static int unpack(byte[] packed, int from, int end, byte[] into, int historyStart, int to, int most) {
        Lz4LinkedBlock block = new Lz4LinkedBlock(packed, from, end, into, historyStart, to, most);
        block.sequences();
        return block.to - to;
    }

    private void sequences() {
        while (true) {
            int token = next();
            literals(length(token >> 4));
            if (at == end) {
                return;
            }
            int distance = next() | next() << 8;
            match(distance, length(token & MORE) + LEAST_MATCH);
        }
    }

    private int length(int nibble) {
        long length = nibble;
        if (nibble == MORE) {
            int more;
            do {
                more = next();
                length += more;
            } while (more == 0xff);
        }
        require(length <= most);
        return (int) length;
    }

    private void literals(int length) {
        require(length <= end - at && length <= most - to);
        System.arraycopy(packed, at, into, to, length);
        at += length;
        to += length;
    }

    /** A match may overlap what it writes, and then repeats it: hence byte by byte. */
    private void match(int distance, int length) {
        require(distance > 0 && distance <= to - historyStart && length <= most - to);
        for (int i = 0; i < length; i++) {
            into[to] = into[to - distance];
            to++;
        }
    }

    private int next() {
        require(at < end);
        return packed[at++] & 0xff;
    }

    private static void require(boolean legal) {
        if (!legal) {
            throw new LZ4Exception("illegal sequence");
        }
    }
}
