package io.restorekit.backup.longhorn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Content for tests. */
final class TestBytes {
    private TestBytes() {}

    /** Runs of noise and runs of what was there before, also from far back. */
    static byte[] compressible(int length, long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[length];
        int at = 0;
        while (at < length) {
            int run = Math.min(1 + random.nextInt(200), length - at);
            int back = 1 + random.nextInt(70_000);
            for (int end = at + run; at < end; at++) {
                bytes[at] = back <= at && run % 2 == 0 ? bytes[at - back] : (byte) random.nextInt();
            }
        }
        return bytes;
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
