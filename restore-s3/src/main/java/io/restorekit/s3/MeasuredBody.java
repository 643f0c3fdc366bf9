package io.restorekit.s3;

import io.restorekit.s3.answer.PlainCause;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A body that must have the announced length and must not drip: only time spent in reads counts, so a reader that is slow
 * itself is not blamed on the store. Read by one thread.
 */
final class MeasuredBody extends InputStream {
    private final InputStream source;
    private final OptionalLong length;
    private final Pace least;
    private final LongSupplier ticks;
    private final Runnable onFailure;

    private volatile boolean complete;
    private volatile boolean givenUp;
    private long count;
    private long waited;
    private long inWindow;

    /** At least so many bytes in each stretch of time. */
    record Pace(long bytes, Duration window) {}

    MeasuredBody(InputStream source, OptionalLong length, Pace least, LongSupplier ticks, Runnable onFailure) {
        this.source = source;
        this.length = length;
        this.least = least;
        this.ticks = ticks;
        this.onFailure = onFailure;
        this.complete = length.isPresent() && length.getAsLong() == 0;
    }

    /** Whether every announced byte was read. */
    boolean complete() {
        return complete;
    }

    /** From now on what fails is our own doing, and says nothing of the address. May be called from any thread. */
    void giveUp() {
        givenUp = true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int wanted) throws IOException {
        Objects.checkFromIndexSize(offset, wanted, into.length);
        if (wanted == 0) {
            return 0;
        }
        long before = ticks.getAsLong();
        int got = receive(into, offset, wanted);
        try {
            account(got, ticks.getAsLong() - before);
        } catch (IOException e) {
            failed();
            throw e;
        }
        return got;
    }

    /** What others say of a failure can hold what the server sent, and that what it was sent. */
    private int receive(byte[] into, int offset, int wanted) throws IOException {
        try {
            return source.read(into, offset, wanted);
        } catch (IOException | RuntimeException e) {
            failed();
            throw new IOException("the body broke off", PlainCause.of(e));
        }
    }

    private void failed() {
        if (!givenUp) {
            onFailure.run();
        }
    }

    private void account(int got, long nanos) throws IOException {
        if (got < 0) {
            if (length.isPresent() && count < length.getAsLong()) {
                throw new EOFException("the body ended after " + count + " of " + length.getAsLong() + " bytes");
            }
            complete = true;
            return;
        }
        count += got;
        complete = length.isPresent() && count >= length.getAsLong();
        watch(got, nanos);
    }

    private void watch(int got, long nanos) throws SocketTimeoutException {
        waited += nanos;
        inWindow += got;
        if (waited < least.window().toNanos()) {
            return;
        }
        if (inWindow < least.bytes() && !complete) {
            throw new SocketTimeoutException("the body came too slowly: " + inWindow + " bytes in "
                    + least.window().toSeconds() + " s");
        }
        waited = 0;
        inWindow = 0;
    }
}
