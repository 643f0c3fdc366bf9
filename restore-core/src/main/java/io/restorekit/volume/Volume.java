package io.restorekit.volume;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An open volume that a restore owns. Positions and lengths are bytes; they may reach past the end of the volume only
 * where said so. Threads that call it are never interrupted.
 *
 * <p>Thread-safe for reads, writes and zeroing at different positions. {@link #force} and {@link #grow} are called by
 * one thread at a time.
 */
public interface Volume extends AutoCloseable {

    /** The size now. */
    long size() throws VolumeException;

    /** Whether {@link #grow} can make it larger than it is: a file, and no device. */
    boolean canGrow();

    /**
     * Makes the volume at least this large; what is gained reads as zeros. Never shrinks it. Called before each transfer,
     * however large the volume is.
     *
     * @throws VolumeException with kind {@code TOO_SMALL} if it cannot grow so far: then nothing was written; with kind
     *     {@code IN_USE} if somebody has begun to use the device since it was opened, unless that was allowed
     */
    void grow(long size) throws VolumeException;

    /**
     * Reads until the buffer is full or the volume ends; returns the bytes read. Used to measure what the volume holds:
     * so it reads what the disk holds, past any cache, where the platform lets it.
     */
    int read(long position, ByteBuffer into) throws VolumeException;

    /**
     * Whether {@link #read} goes past every cache. Where it does not, it may give bytes that a failed force never brought
     * to the disk.
     */
    boolean readsDisk();

    /** Writes the whole buffer. */
    void write(long position, ByteBuffer from) throws VolumeException;

    /** Makes the range read as zeros: really written, or a hole in a file; never a discard, which promises nothing. */
    void zero(long position, long length) throws VolumeException;

    /**
     * Makes every write that has returned durable. A failed force poisons the volume: nothing written since the last
     * good one can be trusted, and every later call fails.
     *
     * @param commit recorded in the volume's identity before the force, so that a volume that was rolled back shows
     */
    void force(long commit) throws VolumeException;

    /**
     * From the next {@link #force} on the volume has another id: so nothing that was remembered of it before is believed of
     * it again, even if that force is the last thing that happens. Where no id can be kept this does nothing.
     */
    void disown();

    /**
     * Who the volume is; read anew at each call. Empty for a volume that exists, is not empty, and has never been
     * forced through this interface: {@link #force} gives it an id.
     */
    Optional<VolumeIdentity> identity() throws VolumeException;

    /** Whether the path that was opened still leads to this volume. */
    boolean stillInPlace();

    @Override
    void close();
}
