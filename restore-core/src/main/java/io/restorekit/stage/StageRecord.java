package io.restorekit.stage;

import io.restorekit.backup.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One block in the log, in big-endian order.
 *
 * <pre>
 *    0  32  digest of the block
 *   32   4  length of the body
 *   36   4  CRC32C of the body
 *   40   4  CRC32C of the 40 bytes before
 *   44   …  the body
 * </pre>
 */
final class StageRecord {
    static final int HEAD = Digest.BYTES + 12;

    private StageRecord() {}

    /** Reads at a position until the buffer is full or there is no more. */
    interface Source {
        int read(long position, ByteBuffer into) throws IOException;
    }

    static ByteBuffer of(Digest digest, byte[] body, int length) {
        byte[] key = new byte[Digest.BYTES];
        digest.copyTo(key, 0);
        ByteBuffer record = ByteBuffer.allocate(HEAD + length);
        record.put(key).putInt(length).putInt(crc(body, length));
        record.putInt(crc(record.array(), HEAD - 4)).put(body, 0, length);
        return record.flip();
    }

    /** What stands at a position; one that is nothing if no record begins there. */
    static Head head(Source source, long at) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        source.read(at, head);
        boolean whole = !head.hasRemaining() && head.getInt(HEAD - 4) == crc(head.array(), HEAD - 4);
        int length = head.getInt(Digest.BYTES);
        return new Head(
                Digest.of(head.array(), 0), at, whole && length >= 0 ? length : -1, head.getInt(Digest.BYTES + 4));
    }

    static Head head(FileChannel channel, long at) throws IOException {
        return head(through(channel), at);
    }

    static Source through(FileChannel channel) {
        return (position, into) -> {
            long at = position;
            int count = 0;
            while (into.hasRemaining() && count >= 0) {
                count = channel.read(into, at);
                at += Math.max(0, count);
            }
            return (int) (at - position);
        };
    }

    /**
     * @param at where the record begins
     * @param length of the body; negative if no record begins there
     * @param check CRC32C of the body
     */
    record Head(Digest digest, long at, int length, int check) {

        boolean fitsBefore(long end) {
            return length >= 0 && end() <= end;
        }

        long end() {
            return at + HEAD + length;
        }

        /** The body's length; empty if it is not as it was written. */
        Optional<Integer> body(byte[] into, Source source) throws IOException {
            ByteBuffer body = ByteBuffer.wrap(into, 0, length);
            source.read(at + HEAD, body);
            return !body.hasRemaining() && crc(into, length) == check ? Optional.of(length) : Optional.empty();
        }
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
