package io.restorekit.engine;

import java.util.ArrayDeque;

/**
 * Buffers of one block. A buffer has one owner at a time; who takes it gives it back. The number of buffers is bounded by
 * those who take them: the window and the abandoned calls. Thread-safe.
 */
public final class BufferPool {
    private final ArrayDeque<byte[]> free = new ArrayDeque<>();

    /** A buffer of at least this length; its content is of no meaning. */
    public synchronized byte[] take(int length) {
        byte[] buffer = free.pollLast();
        return buffer != null && buffer.length >= length ? buffer : new byte[length];
    }

    public synchronized void give(byte[] buffer) {
        free.addLast(buffer);
    }
}
