package io.restorekit.testkit.sim;

import io.restorekit.target.TargetObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.OptionalLong;

/** An object of the simulated backup target. */
record SimObject(long announced, InputStream body, boolean confirmed) implements TargetObject {

    static SimObject of(byte[] content) {
        return new SimObject(content.length, new ByteArrayInputStream(content), true);
    }

    static SimObject unconfirmed(byte[] content) {
        return new SimObject(content.length, new ByteArrayInputStream(content), false);
    }

    /** The connection breaks after so many bytes. */
    static SimObject cut(byte[] content, int bytes) {
        InputStream before = new ByteArrayInputStream(Arrays.copyOf(content, bytes));
        return new SimObject(content.length, new SequenceInputStream(before, new Reset()), true);
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
