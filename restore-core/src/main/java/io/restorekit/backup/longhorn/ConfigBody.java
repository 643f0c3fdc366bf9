package io.restorekit.backup.longhorn;

import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.target.TargetObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** The body of a config: never longer than its bound, never silently shorter than announced. Closing it does nothing. */
final class ConfigBody extends InputStream {
    private final InputStream body;
    private final OptionalLong announced;
    private final long most;
    private final Progress progress;
    private long read;
    private boolean atEnd;

    ConfigBody(TargetObject object, long most, Progress progress) {
        this.body = object.body();
        this.announced = object.length();
        this.most = most;
        this.progress = progress;
    }

    /** Whether everything has been read. */
    boolean atEnd() {
        return atEnd;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = body.read(into, offset, length);
        if (count < 0) {
            ended();
            return count;
        }
        read += count;
        progress.received(count);
        if (read > most) {
            throw new Malformed("it does not end");
        }
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    private void ended() throws EOFException {
        if (announced.isPresent() && read < announced.getAsLong()) {
            throw new EOFException("ended after " + read + " of " + announced.getAsLong() + " bytes");
        }
        atEnd = true;
    }
}
