package io.restorekit.backup.longhorn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG.Bits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape that the frame format allows unpacks; nothing else does, and nothing writes past its end. */
class Lz4FramesTest {
    private static final int LENGTH = 300_000;
    private static final byte[] TEXT = TestBytes.compressible(LENGTH, 11);

    static Stream<List<Bits>> features() {
        List<List<Bits>> sets = new ArrayList<>();
        Bits[] optional = {Bits.CONTENT_CHECKSUM, Bits.CONTENT_SIZE, Bits.BLOCK_CHECKSUM};
        for (int chosen = 0; chosen < 1 << optional.length; chosen++) {
            List<Bits> set = new ArrayList<>(List.of(Bits.BLOCK_INDEPENDENCE));
            for (int i = 0; i < optional.length; i++) {
                if ((chosen & 1 << i) != 0) {
                    set.add(optional[i]);
                }
            }
            sets.add(set);
        }
        return sets.stream();
    }

    @ParameterizedTest
    @MethodSource("features")
    void everySetOfFeaturesUnpacks(List<Bits> features) throws Exception {
        byte[] frame = frame(TEXT, BLOCKSIZE.SIZE_64KB, features.toArray(Bits[]::new));
        assertThat(unpack(frame, LENGTH)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @EnumSource(BLOCKSIZE.class)
    void everyBlockSizeUnpacks(BLOCKSIZE size) throws Exception {
        assertThat(unpack(frame(TEXT, size, Bits.BLOCK_INDEPENDENCE), LENGTH)).isEqualTo(TEXT);
    }

    @Test
    void storedBlocksUnpack() throws Exception {
        byte[] noise = new byte[LENGTH];
        new Random(3).nextBytes(noise);
        byte[] frame = frame(noise, BLOCKSIZE.SIZE_256KB, Bits.BLOCK_INDEPENDENCE);
        assertThat(frame.length).isGreaterThan(LENGTH);
        assertThat(unpack(frame, LENGTH)).isEqualTo(noise);
    }

    @Test
    void longhornsOwnHeaderIsAmongThem() throws Exception {
        byte[] frame = frame(TEXT, BLOCKSIZE.SIZE_4MB, Bits.BLOCK_INDEPENDENCE, Bits.CONTENT_CHECKSUM);
        assertThat(Arrays.copyOf(frame, 7)).isEqualTo(new byte[] {4, 0x22, 0x4d, 0x18, 0x64, 0x70, (byte) 0xb9});
        assertThat(unpack(frame, LENGTH)).isEqualTo(TEXT);
    }

    @Test
    void linkedBlocksReferToThoseBefore() throws Exception {
        byte[] linked = new HandFrame(0x40)
                .compressed(sequence("abcdefgh", 8, 4), last("XY"))
                .compressed(sequence("", 14, 20), last("end"))
                .end();
        assertThat(unpack(linked, 37)).asString().isEqualTo("abcdefghabcdXYabcdefghabcdXYabcdefend");
    }

    @Test
    void linkedBlocksMayBeStoredAndCarryChecksums() throws Exception {
        byte[] linked = new HandFrame(0x40 | 0x10)
                .stored("0123456789".getBytes())
                .compressed(sequence("-", 11, 10), last("!"))
                .end();
        assertThat(unpack(linked, 22)).asString().isEqualTo("0123456789-0123456789!");
    }

    @Test
    void linkedDecoderAgreesWithTheLibrary() throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            byte[] text = TestBytes.compressible(1 + new Random(seed).nextInt(200_000), seed);
            byte[] frame = frame(text, BLOCKSIZE.SIZE_64KB, Bits.BLOCK_INDEPENDENCE);
            frame[4] &= ~0x20;
            assertThat(unpack(frame, text.length)).as("seed %d", seed).isEqualTo(text);
        }
    }

    @Test
    void independentBlocksMayNotReferToThoseBefore() {
        byte[] illegal = new HandFrame(0x60)
                .compressed(last("0123456789"))
                .compressed(sequence("-", 11, 10), last("!"))
                .end();
        assertThatThrownBy(() -> unpack(illegal, 22)).isInstanceOf(DamagedBlock.class);
    }

    @Test
    void linkedBlocksMayNotReferToAnotherFrame() {
        byte[] first = new HandFrame(0x40).compressed(last("0123456789")).end();
        byte[] second =
                new HandFrame(0x40).compressed(sequence("-", 11, 10), last("!")).end();
        assertThatThrownBy(() -> unpack(TestBytes.concat(first, second), 22)).isInstanceOf(DamagedBlock.class);
    }

    @Test
    void framesFollowEachOtherAndSkippableOnesAreSkipped() throws Exception {
        byte[] skippable = {0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9};
        byte[] half = Arrays.copyOf(TEXT, LENGTH / 2);
        byte[] rest = Arrays.copyOfRange(TEXT, LENGTH / 2, LENGTH);
        byte[] all = TestBytes.concat(
                skippable,
                frame(half, BLOCKSIZE.SIZE_64KB, Bits.BLOCK_INDEPENDENCE),
                skippable,
                new HandFrame(0x60).end(),
                frame(rest, BLOCKSIZE.SIZE_1MB, Bits.BLOCK_INDEPENDENCE));
        assertThat(unpack(all, LENGTH)).isEqualTo(TEXT);
    }

    @Test
    void bombsEndAtTheBlocksLength() throws Exception {
        byte[] bomb = frame(new byte[8 << 20], BLOCKSIZE.SIZE_4MB, Bits.BLOCK_INDEPENDENCE);
        assertRefused(bomb, 1 << 20);
        bomb[4] &= ~0x20;
        assertRefused(bomb, 1 << 20);
        assertRefused(new HandFrame(0x60).stored(new byte[100]).end(), 99);
    }

    @Test
    void tooLittleIsRefused() throws Exception {
        assertRefused(frame(TEXT, BLOCKSIZE.SIZE_64KB, Bits.BLOCK_INDEPENDENCE), LENGTH + 1);
    }

    @Test
    void wrongContentSizeIsRefused() throws Exception {
        byte[] frame = frame(TEXT, BLOCKSIZE.SIZE_64KB, Bits.BLOCK_INDEPENDENCE, Bits.CONTENT_SIZE);
        assertThat(unpack(frame, LENGTH)).isEqualTo(TEXT);
        frame[6] ^= 1;
        assertRefused(frame, LENGTH);
    }

    @Test
    void cutOrGarbledFramesAreRefusedAndNeverWritePastTheEnd() throws Exception {
        byte[] independent = frame(Arrays.copyOf(TEXT, 5000), BLOCKSIZE.SIZE_64KB, Bits.BLOCK_INDEPENDENCE);
        for (int cut = 0; cut < independent.length; cut++) {
            assertRefused(Arrays.copyOf(independent, cut), 5000);
        }
        Random random = new Random(77);
        for (int round = 0; round < 20_000; round++) {
            byte[] garbled = independent.clone();
            garbled[4] = (byte) (random.nextBoolean() ? 0x40 : 0x60);
            for (int i = 0; i <= random.nextInt(4); i++) {
                garbled[7 + random.nextInt(garbled.length - 7)] = (byte) random.nextInt();
            }
            assertStaysInside(garbled, 5000, round);
        }
    }

    private static void assertStaysInside(byte[] packed, int length, int round) {
        byte[] into = new byte[length + 64];
        try {
            new Lz4Frames(packed, packed.length, into, length).unpack();
        } catch (DamagedBlock e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
        assertThat(Arrays.copyOfRange(into, length, into.length))
                .as("seed 77, round %d", round)
                .isEqualTo(new byte[64]);
    }

    private static void assertRefused(byte[] packed, int length) {
        byte[] into = new byte[length + 64];
        assertThatThrownBy(() -> new Lz4Frames(packed, packed.length, into, length).unpack())
                .isInstanceOf(DamagedBlock.class);
        assertThat(Arrays.copyOfRange(into, length, into.length)).isEqualTo(new byte[64]);
    }

    private static byte[] unpack(byte[] packed, int length) throws DamagedBlock {
        byte[] into = new byte[length];
        new Lz4Frames(packed, packed.length, into, length).unpack();
        return into;
    }

    private static byte[] frame(byte[] content, BLOCKSIZE size, Bits... features) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        boolean sized = List.of(features).contains(Bits.CONTENT_SIZE);
        try (LZ4FrameOutputStream out = sized
                ? new LZ4FrameOutputStream(frame, size, content.length, features)
                : new LZ4FrameOutputStream(frame, size, features)) {
            out.write(content);
        }
        return frame.toByteArray();
    }

    /** Literals, then a match of so many bytes so far back. */
    private static byte[] sequence(String literals, int distance, int match) {
        boolean more = match - 4 >= 15;
        byte[] tail = more
                ? new byte[] {(byte) distance, (byte) (distance >> 8), (byte) (match - 4 - 15)}
                : new byte[] {(byte) distance, (byte) (distance >> 8)};
        byte token = (byte) (literals.length() << 4 | (more ? 15 : match - 4));
        return TestBytes.concat(new byte[] {token}, literals.getBytes(), tail);
    }

    private static byte[] last(String literals) {
        return TestBytes.concat(new byte[] {(byte) (literals.length() << 4)}, literals.getBytes());
    }
}
