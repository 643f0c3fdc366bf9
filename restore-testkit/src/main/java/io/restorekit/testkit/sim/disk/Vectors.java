package io.restorekit.testkit.sim.disk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Several buffers read or written as one. */
final class Vectors {
    private Vectors() {}

    /** The bytes of all, which stay unread. */
    static ByteBuffer gather(ByteBuffer[] buffers, int offset, int length) {
        ByteBuffer all = ByteBuffer.allocate(remaining(buffers, offset, length));
        part(buffers, offset, length).forEach(buffer -> all.put(buffer.duplicate()));
        return all.flip();
    }

    static void consume(ByteBuffer[] buffers, int offset, int length) {
        part(buffers, offset, length).forEach(buffer -> buffer.position(buffer.limit()));
    }

    static void scatter(ByteBuffer all, ByteBuffer[] buffers, int offset, int length) {
        for (ByteBuffer buffer : part(buffers, offset, length)) {
            int count = Math.min(all.remaining(), buffer.remaining());
            buffer.put(all.slice(all.position(), count));
            all.position(all.position() + count);
        }
    }

    static int remaining(ByteBuffer[] buffers, int offset, int length) {
        return Math.toIntExact(part(buffers, offset, length).stream()
                .mapToLong(ByteBuffer::remaining)
                .sum());
    }

    private static List<ByteBuffer> part(ByteBuffer[] buffers, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffers.length);
        return Arrays.asList(buffers).subList(offset, offset + length);
    }
}
