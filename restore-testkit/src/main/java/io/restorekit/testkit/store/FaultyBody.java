package io.restorekit.testkit.store;

import io.restorekit.testkit.fault.FaultScript.Fate;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The bytes of an object up to its fault, and what comes then. Read by one thread; given up by any. */
final class FaultyBody extends InputStream {
    private final InputStream in;
    private final StoreFault fault;
    private final Runnable happens;
    private final CompletableFuture<Void> release;
    private final CompletableFuture<Void> givenUp = new CompletableFuture<>();
    private long position;
    private boolean happened;

    FaultyBody(InputStream in, Fate<StoreFault> fate, CompletableFuture<Void> release) {
        this.in = in;
        this.fault = fate.fault();
        this.happens = fate.happens();
        this.release = release;
    }

    /** Ends a stalled read. */
    void giveUp() {
        givenUp.complete(null);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (fault instanceof StoreFault.CutBody cut) {
            int read = position < cut.afterBytes() ? pass(bytes, offset, upTo(cut.afterBytes(), length)) : -1;
            if (read < 0) {
                happens();
                throw new IOException("injected: the body broke off after " + position + " bytes");
            }
            return read;
        }
        if (fault instanceof StoreFault.StallBody stall && position <= stall.afterBytes()) {
            if (position == stall.afterBytes()) {
                stall();
                return pass(bytes, offset, length);
            }
            return pass(bytes, offset, upTo(stall.afterBytes(), length));
        }
        return pass(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        giveUp();
        in.close();
    }

    private int upTo(long end, int length) {
        return (int) Math.min(length, end - position);
    }

    private int pass(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read > 0) {
            if (fault instanceof StoreFault.CorruptBody corrupt
                    && corrupt.atByte() >= position
                    && corrupt.atByte() < position + read) {
                happens();
                bytes[offset + (int) (corrupt.atByte() - position)] ^= 1;
            }
            position += read;
        }
        return read;
    }

    private void happens() {
        if (!happened) {
            happened = true;
            happens.run();
        }
    }

    private void stall() throws IOException {
        happens();
        try {
            CompletableFuture.anyOf(release, givenUp).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the read was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("neither ever fails", e);
        }
        if (givenUp.isDone()) {
            throw new IOException("the object was given up while its body stalled");
        }
    }
}
