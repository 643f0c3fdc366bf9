package io.restorekit.backup.longhorn;

import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.target.TargetObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** The body of a block as it comes over the wire. */
final class BlockBody {
    private final InputStream body;
    private final OptionalLong announced;
    private final Progress progress;

    BlockBody(TargetObject object, Progress progress) {
        this.body = object.body();
        this.announced = object.length();
        this.progress = progress;
    }

    OptionalLong announced() {
        return announced;
    }

    /**
     * Reads the announced length, and makes sure that the body ends there: the end is what lets a connection be used
     * again.
     *
     * @param length the announced one
     */
    void readAnnounced(byte[] into, int length) throws IOException, DamagedBlock {
        int count = readUpTo(into, length);
        if (count < length) {
            throw new EOFException("ended after " + count + " of " + length + " bytes");
        }
        requireEnd();
    }

    /** Reads a body of unannounced length, no more than {@code most} bytes. */
    int readUnannounced(byte[] into, int most) throws IOException, DamagedBlock {
        int count = readUpTo(into, most);
        if (count == most) {
            requireEnd();
        }
        return count;
    }

    private int readUpTo(byte[] into, int most) throws IOException {
        int count = 0;
        while (count < most) {
            int chunk = body.read(into, count, most - count);
            if (chunk < 0) {
                return count;
            }
            count += chunk;
            progress.received(chunk);
        }
        return count;
    }

    private void requireEnd() throws IOException, DamagedBlock {
        if (body.read() >= 0) {
            throw new DamagedBlock("it is longer than a block can be, or than was announced");
        }
    }
}
