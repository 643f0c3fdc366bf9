package io.restorekit.nfs;

import io.restorekit.target.TargetObject;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file being read. It is touched by the thread that reads it alone: VFS keeps what is open by thread, and to close a
 * file can hang as a read does. Who gives it up from elsewhere only says so, and the reader stops at its next read.
 */
final class VfsObject implements TargetObject {
    private static final Logger LOG = LoggerFactory.getLogger(VfsObject.class);

    /** VFS fills a whole request before it returns; a slow server's progress has to show in between. */
    private static final int MOST_AT_ONCE = 64 << 10;

    private final FileState state;
    private final Body body;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param onClose run once, after the file was closed */
    VfsObject(InputStream source, FileState state, Runnable onClose) {
        this.state = state;
        this.body = new Body(source, state.size());
        this.onClose = onClose;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(state.size());
    }

    @Override
    public Optional<Instant> modified() {
        return Optional.of(state.modified().toInstant());
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void abort() {
        body.givenUp = true;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            body.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("A file could not be closed: {}", e.toString());
        } finally {
            onClose.run();
        }
    }

    /** Has exactly the announced length: a file that shrank or grew meanwhile is an error. */
    private static final class Body extends FilterInputStream {
        private final long length;
        private long count;
        private volatile boolean givenUp;

        Body(InputStream source, long length) {
            super(source);
            this.length = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int wanted) throws IOException {
            int got = attempt(into, offset, wanted);
            count += Math.max(got, 0);
            if (got < 0 && count < length || count > length) {
                throw new EOFException("the file changed while it was read: " + count + " bytes came of " + length);
            }
            return got;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long left = bytes;
            byte[] waste = new byte[(int) Math.max(0, Math.min(bytes, 8192))];
            while (left > 0) {
                int got = read(waste, 0, (int) Math.min(left, waste.length));
                if (got < 0) {
                    break;
                }
                left -= got;
            }
            return bytes - left;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private int attempt(byte[] into, int offset, int wanted) throws IOException {
            if (givenUp) {
                throw new IOException("it was given up");
            }
            try {
                return in.read(into, offset, Math.min(wanted, MOST_AT_ONCE));
            } catch (RuntimeException e) {
                throw new IOException("the file could not be read on", e);
            }
        }
    }
}
