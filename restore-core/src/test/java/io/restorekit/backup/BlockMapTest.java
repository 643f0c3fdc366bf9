package io.restorekit.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockMapTest {
    private static final int BLOCK = 1 << 16;
    private static final Content ZERO = new Content.Zero();
    private static final Content UNKNOWN = new Content.Unknown();

    @Test
    void lastBlockIsCutShortByTheVolumesEnd() {
        BlockMap map = BlockMap.allZero(BLOCK, 2 * BLOCK + 1);
        assertThat(map.blocks()).isEqualTo(3);
        assertThat(map.length(1)).isEqualTo(BLOCK);
        assertThat(map.length(2)).isEqualTo(1);
        assertThat(map.offset(2)).isEqualTo(2L * BLOCK);
    }

    @Test
    void emptyVolumeHasNoBlocks() {
        assertThat(BlockMap.allUnknown(BLOCK, 0).blocks()).isZero();
        assertThat(BlockMap.allZero(BLOCK, 0)).isEqualTo(BlockMap.allUnknown(BLOCK, 0));
    }

    @Test
    void unknownAgreesWithNothing() {
        BlockMap unknown = BlockMap.allUnknown(BLOCK, 3000L * BLOCK);
        assertThat(unknown.agrees(2999, unknown)).isFalse();
        assertThat(unknown.nextDifference(0, unknown)).isZero();
        assertThat(unknown.isUnknown(2999)).isTrue();
    }

    @Test
    void greatestMapIsCheapWhileItIsAllOneThing() {
        BlockMap map = BlockMap.allZero(1 << 26, (long) BlockMap.MOST_BLOCKS << 26);
        assertThat(map.blocks()).isEqualTo(BlockMap.MOST_BLOCKS);
        assertThat(map.nextDifference(0, BlockMap.allZero(1 << 26, map.volumeSize())))
                .isEqualTo(BlockMap.MOST_BLOCKS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 1 << 15, 1 << 27, 3 << 20, Integer.MIN_VALUE})
    void blockSizesOutOfBoundsAreRefused(int blockSize) {
        assertThatThrownBy(() -> BlockMap.allZero(blockSize, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void volumeSizesOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> BlockMap.allZero(BLOCK, -1)).isInstanceOf(IllegalArgumentException.class);
        long tooMany = (long) BlockMap.MOST_BLOCKS * BLOCK + 1;
        assertThatThrownBy(() -> BlockMap.allZero(BLOCK, tooMany)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void builderCannotBeUsedTwice() {
        BlockMap.Builder builder = new BlockMap.Builder(BLOCK, BLOCK);
        builder.build();
        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void mapsThatAreMadeFromOthersLeaveThemAlone() {
        BlockMap first = new BlockMap.Builder(BLOCK, 4L * BLOCK).set(1, data(1)).build();
        BlockMap second = new BlockMap.Builder(first).set(1, data(2)).build();
        assertThat(first.content(1)).isEqualTo(data(1));
        assertThat(second.content(1)).isEqualTo(data(2));
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void mapsAgreeWithAPlainArray() {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            int blocks = 1 + random.nextInt(5000);
            Model left = new Model(blocks, random);
            Model right = new Model(left, random);
            left.check("seed " + seed);
            right.check("seed " + seed);
            compare(left, right, "seed " + seed);
        }
    }

    private static void compare(Model left, Model right, String seed) {
        BlockMap leftMap = left.build();
        BlockMap rightMap = right.build();
        int next = leftMap.blocks();
        for (int i = leftMap.blocks() - 1; i >= 0; i--) {
            boolean agrees = left.content[i].equals(right.content[i]) && !left.content[i].equals(UNKNOWN);
            assertThat(leftMap.agrees(i, rightMap)).as("%s, block %d", seed, i).isEqualTo(agrees);
            next = agrees ? next : i;
            assertThat(leftMap.nextDifference(i, rightMap))
                    .as("%s, from %d", seed, i)
                    .isEqualTo(next);
        }
        assertThat(leftMap.equals(rightMap)).as(seed).isEqualTo(Arrays.equals(left.content, right.content));
    }

    private static Content data(int value) {
        byte[] digest = new byte[Digest.BYTES];
        Arrays.fill(digest, (byte) value);
        return new Content.Data(Digest.of(digest, 0));
    }

    /** The same as a map, one object a block; every change is made to both. */
    private static final class Model {
        private final Content[] content;
        private BlockMap map;

        Model(int blocks, Random random) {
            content = new Content[blocks];
            Arrays.fill(content, ZERO);
            map = BlockMap.allZero(BLOCK, (long) blocks * BLOCK);
            change(random);
        }

        Model(Model from, Random random) {
            content = from.content.clone();
            map = from.map;
            change(random);
        }

        private void change(Random random) {
            BlockMap.Builder builder = new BlockMap.Builder(map);
            for (int i = 0; i < 20; i++) {
                int from = random.nextInt(content.length);
                int to = from + random.nextInt(content.length - from + 1);
                if (random.nextInt(4) == 0) {
                    builder.unknown(from, to);
                    Arrays.fill(content, from, to, UNKNOWN);
                } else {
                    Content value = random.nextInt(3) == 0 ? ZERO : random.nextInt(3) == 0 ? UNKNOWN : data(7);
                    set(builder, from, Math.min(to, from + 1500), value);
                }
            }
            int copied = random.nextInt(content.length);
            builder.copy(copied, BlockMap.allUnknown(BLOCK, map.volumeSize()));
            content[copied] = UNKNOWN;
            map = builder.build();
        }

        private void set(BlockMap.Builder builder, int from, int to, Content value) {
            for (int block = from; block < to; block++) {
                builder.set(block, value);
                content[block] = value;
            }
        }

        BlockMap build() {
            return map;
        }

        void check(String seed) {
            for (int i = 0; i < content.length; i++) {
                assertThat(map.content(i)).as("%s, block %d", seed, i).isEqualTo(content[i]);
                assertThat(map.isUnknown(i)).as("%s, block %d", seed, i).isEqualTo(content[i].equals(UNKNOWN));
            }
        }
    }
}
