package io.restorekit.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectReaderTest {
    private static final byte[] CONTENT = new byte[100_003];

    static {
        new Random(5).nextBytes(CONTENT);
    }

    @TempDir
    Path directory;

    @Test
    void anyRangeIsReadRightUpToTheEnd() throws Exception {
        Path path = Files.write(directory.resolve("volume"), CONTENT);
        Optional<DirectReader> direct = DirectReader.open(path, 1);
        Assumptions.assumeTrue(direct.isPresent(), "the file system refuses direct reads");
        try (DirectReader reader = direct.get()) {
            for (int from : new int[] {0, 1, 4095, 4096, 65_536, 99_999, 100_003, 200_000}) {
                ByteBuffer into = ByteBuffer.allocate(40_000);
                int read = reader.read(from, into);
                int left = Math.max(0, Math.min(40_000, CONTENT.length - from));
                assertThat(read).as("bytes from " + from).isEqualTo(left);
                byte[] wanted = left == 0 ? new byte[0] : Arrays.copyOfRange(CONTENT, from, from + left);
                assertThat(Arrays.copyOf(into.array(), read)).isEqualTo(wanted);
            }
        }
    }

    @Test
    void whereDirectReadsAreRefusedNothingIsOpened() {
        assertThat(DirectReader.open(directory.resolve("none"), 1)).isEmpty();
    }

    /** A look-up that failed would look like a file system that refuses direct reads. */
    @Test
    void optionForDirectReadsIsFound() {
        assertThat(DirectReader.direct()).hasToString("DIRECT");
    }
}
