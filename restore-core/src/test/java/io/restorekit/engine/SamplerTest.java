package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.volume.FileVolume;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume of a whole block of ones, one of zeros, and a short one of twos. */
class SamplerTest {
    private static final int BLOCK = 1 << 16;
    private static final int SHORT = 5_000;
    private static final int SIZE = 2 * BLOCK + SHORT;
    private static final int LAST = 2;

    private final Sampler sampler = new Sampler(new BufferPool(), new Random(1));
    private final BlockMap expected = new BlockMap.Builder(BLOCK, SIZE)
            .set(0, data(1, BLOCK))
            .set(LAST, data(2, SHORT))
            .build();
    private FileVolume volume;

    @BeforeEach
    void makeVolume(@TempDir Path directory) throws Exception {
        volume = FileVolume.createNew(directory.resolve("volume"));
        volume.grow(SIZE);
        volume.write(0, ByteBuffer.wrap(filled(1, BLOCK, BLOCK)));
        volume.write(2L * BLOCK, ByteBuffer.wrap(filled(2, SHORT, SHORT)));
    }

    @AfterEach
    void close() {
        volume.close();
    }

    @Test
    void volumeThatHoldsWhatIsExpectedAgrees() throws Exception {
        assertThat(sampler.sample(volume, expected)).isTrue();
    }

    @Test
    void oneWrongByteInAnyBlockIsNoticed() throws Exception {
        for (int position : new int[] {BLOCK - 1, BLOCK, 2 * BLOCK - 1, 2 * BLOCK, SIZE - 1}) {
            ByteBuffer right = ByteBuffer.allocate(1);
            volume.read(position, right);
            volume.write(position, ByteBuffer.wrap(new byte[] {9}));
            assertThat(sampler.sample(volume, expected)).as("byte %d", position).isFalse();
            volume.write(position, right.flip());
        }
        assertThat(sampler.sample(volume, expected)).isTrue();
    }

    @Test
    void shortBlockIsReadIntoABufferThatWasUsedBefore() throws Exception {
        assertThat(sampler.holds(volume, expected, 0)).isTrue();
        assertThat(sampler.holds(volume, expected, LAST)).isTrue();
    }

    @Test
    void shortBlockThatShouldBeZeroIsLookedAtToo() throws Exception {
        BlockMap zero = BlockMap.allZero(BLOCK, SIZE);
        assertThat(sampler.holds(volume, zero, LAST)).isFalse();
        volume.zero(2L * BLOCK, SHORT);
        assertThat(sampler.holds(volume, zero, LAST)).isTrue();
    }

    @Test
    void whatIsUnknownIsNotCompared() throws Exception {
        assertThat(sampler.sample(volume, BlockMap.allUnknown(BLOCK, SIZE))).isTrue();
    }

    private static Content data(int value, int length) {
        return new Content.Data(Digest.ofContent(filled(value, length, BLOCK), BLOCK));
    }

    private static byte[] filled(int value, int length, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, 0, length, (byte) value);
        return bytes;
    }
}
