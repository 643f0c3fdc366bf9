package io.restorekit.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedBlockMapTest {
    private static final int BLOCK = 1 << 16;

    @Test
    void randomMapsComeBackEqualAndAsTheSameBytes() throws Exception {
        for (long seed = 0; seed < 200; seed++) {
            BlockMap map = random(new Random(seed));
            byte[] packed = pack(map);
            BlockMap back = unpack(packed);
            assertThat(back).as("seed " + seed).isEqualTo(map);
            assertThat(pack(back)).as("seed " + seed).isEqualTo(packed);
        }
    }

    @Test
    void pagesOfOneThingTakeAByte() throws Exception {
        long size = 10L * BlockMap.PAGE * BLOCK;
        assertThat(pack(BlockMap.allZero(BLOCK, size))).hasSize(24 + 10);
        assertThat(pack(BlockMap.allUnknown(BLOCK, size))).hasSize(24 + 10);
        assertThat(unpack(pack(BlockMap.allUnknown(BLOCK, size)))).isEqualTo(BlockMap.allUnknown(BLOCK, size));
    }

    @Test
    void everyCutIsSeen() throws Exception {
        byte[] packed = pack(small());
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> unpack(cut)).as("cut to " + length).isInstanceOf(StreamCorruptedException.class);
        }
    }

    @Test
    void whatFollowsIsSeen() throws Exception {
        byte[] packed = pack(small());
        byte[] longer = Arrays.copyOf(packed, packed.length + 1);
        assertThatThrownBy(() -> unpack(longer)).isInstanceOf(StreamCorruptedException.class);
    }

    @Test
    void headsOutOfBoundsAreRefused() throws Exception {
        byte[] packed = pack(small());
        for (int at = 0; at < 25; at++) {
            byte[] wrong = packed.clone();
            wrong[at] ^= (byte) 0x80;
            assertThatThrownBy(() -> unpack(wrong)).as("byte " + at).isInstanceOf(StreamCorruptedException.class);
        }
    }

    private static BlockMap small() {
        return new BlockMap.Builder(BLOCK, 3 * BLOCK)
                .set(1, data(new Random(1)))
                .build();
    }

    private static BlockMap random(Random random) {
        int blocks = random.nextInt(4 * BlockMap.PAGE);
        BlockMap.Builder map = new BlockMap.Builder(BLOCK, Math.max(0, (long) blocks * BLOCK - random.nextInt(BLOCK)));
        int from = random.nextInt(blocks + 1);
        map.unknown(from, from + random.nextInt(blocks - from + 1));
        for (int i = random.nextInt(20); i > 0 && blocks > 0; i--) {
            map.set(random.nextInt(blocks), data(random));
        }
        return map.build();
    }

    private static Content data(Random random) {
        byte[] digest = new byte[Digest.BYTES];
        random.nextBytes(digest);
        return new Content.Data(Digest.of(digest, 0));
    }

    private static byte[] pack(BlockMap map) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PackedBlockMap.write(map, out);
        return out.toByteArray();
    }

    private static BlockMap unpack(byte[] packed) throws IOException {
        return PackedBlockMap.read(new ByteArrayInputStream(packed));
    }
}
