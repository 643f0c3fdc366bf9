package io.restorekit.testkit.sim.store;

import io.restorekit.target.TargetObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** An object of the simulated backup target. */
public record SimObject(long announced, InputStream body, boolean confirmed, Optional<Instant> modified)
        implements TargetObject {

    public static SimObject of(byte[] content, Instant modified) {
        return new SimObject(content.length, new ByteArrayInputStream(content), true, Optional.of(modified));
    }

    public static SimObject unconfirmed(byte[] content) {
        return new SimObject(content.length, new ByteArrayInputStream(content), false, Optional.empty());
    }

    /** The connection breaks after so many bytes. */
    public static SimObject cut(byte[] content, int bytes, Instant modified) {
        InputStream before = new ByteArrayInputStream(Arrays.copyOf(content, bytes));
        return new SimObject(content.length, new SequenceInputStream(before, new Reset()), true, Optional.of(modified));
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(announced);
    }

    @Override
    public void abort() {}

    @Override
    public void close() {}

    private static final class Reset extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }
    }
}
