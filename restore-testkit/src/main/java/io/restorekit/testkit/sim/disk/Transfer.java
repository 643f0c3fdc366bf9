package io.restorekit.testkit.sim.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** Bytes from channel to channel, piece by piece: other threads may come in between. */
final class Transfer {
    private static final int PIECE = 64 * 1024;

    /** Before, nothing is transferred to behind the end of a file (JDK-8303260). */
    private static final int FILES_GROW = 21;

    private Transfer() {}

    static long to(SimChannel file, long from, long count, WritableByteChannel to) throws IOException {
        long size = file.size();
        checkOpen(to);
        if (!file.reads()) {
            throw new NonReadableChannelException();
        }
        checkNotNegative(from, count);
        long end = Math.min(size, count > Long.MAX_VALUE - from ? Long.MAX_VALUE : from + count);
        long at = from;
        while (at < end) {
            ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, end - at));
            if (file.read(piece, at) < 0) {
                break;
            }
            int written = to.write(piece.flip());
            at += written;
            if (piece.hasRemaining()) {
                break;
            }
        }
        return at - from;
    }

    static long from(SimChannel file, ReadableByteChannel from, long at, long count) throws IOException {
        long size = file.size();
        checkOpen(from);
        if (!file.writes()) {
            throw new NonWritableChannelException();
        }
        checkNotNegative(at, count);
        boolean grows = at <= size || Runtime.version().feature() >= FILES_GROW;
        long done = 0;
        while (grows && done < count) {
            ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, count - done));
            if (from.read(piece) <= 0) {
                break;
            }
            done += file.write(piece.flip(), at + done);
        }
        return done;
    }

    private static void checkOpen(Channel other) throws ClosedChannelException {
        if (!other.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    private static void checkNotNegative(long at, long count) {
        if (at < 0 || count < 0) {
            throw new IllegalArgumentException("Negative: " + Math.min(at, count));
        }
    }
}
