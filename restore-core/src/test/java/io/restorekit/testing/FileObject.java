package io.restorekit.testing;

import io.restorekit.target.TargetObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** An object whose body may break off. Gives its bytes in uneven pieces, as a network does. */
public final class FileObject implements TargetObject {
    private static final int PIECE = 60_001;

    private final byte[] content;
    private final Optional<Instant> modified;
    private final Optional<Integer> cutAfter;
    private final boolean announced;
    private final boolean confirmed;
    private final Consumer<Fate> told;

    /** What the reader said of it. */
    enum Fate {
        ABORTED,
        PROVED,
        REFUTED
    }

    FileObject(
            byte[] content,
            Optional<Instant> modified,
            Optional<Integer> cutAfter,
            boolean announced,
            boolean confirmed,
            Consumer<Fate> told) {
        this.content = content;
        this.modified = modified;
        this.cutAfter = cutAfter;
        this.announced = announced;
        this.confirmed = confirmed;
        this.told = told;
    }

    /** One that is read to its end. */
    public static TargetObject whole(byte[] content) {
        return new FileObject(content, Optional.empty(), Optional.empty(), true, true, fate -> {});
    }

    @Override
    public OptionalLong length() {
        return announced ? OptionalLong.of(content.length) : OptionalLong.empty();
    }

    @Override
    public InputStream body() {
        int end = cutAfter.orElse(content.length);
        return new InputStream() {
            private final InputStream bytes = new ByteArrayInputStream(content, 0, end);

            @Override
            public int read() throws IOException {
                return orCut(bytes.read());
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return orCut(bytes.read(into, offset, Math.min(length, PIECE)));
            }
        };
    }

    @Override
    public Optional<Instant> modified() {
        return modified;
    }

    @Override
    public boolean confirmed() {
        return confirmed;
    }

    @Override
    public void abort() {
        told.accept(Fate.ABORTED);
    }

    @Override
    public void proved() {
        told.accept(Fate.PROVED);
    }

    @Override
    public boolean refuted() {
        told.accept(Fate.REFUTED);
        return confirmed;
    }

    @Override
    public void close() {}

    private int orCut(int count) throws IOException {
        if (count < 0 && cutAfter.isPresent()) {
            throw new IOException("connection reset");
        }
        return count;
    }
}
