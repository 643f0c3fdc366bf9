package io.restorekit.engine;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.checkpoint.Ranges;
import io.restorekit.volume.Volume;
import io.restorekit.volume.VolumeException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Reads blocks of the volume and compares them with what they should hold. Thread-safe. */
final class Sampler {
    private static final int SAMPLE = 64;

    private final BufferPool buffers;
    private final RandomGenerator random;

    Sampler(BufferPool buffers, RandomGenerator random) {
        this.buffers = buffers;
        this.random = random;
    }

    /** Whether up to {@value #SAMPLE} known blocks, chosen at random, all hold what is expected. */
    boolean sample(Volume volume, BlockMap expected) throws VolumeException {
        for (int block : choose(expected)) {
            if (!holds(volume, expected, block)) {
                return false;
            }
        }
        return true;
    }

    /** Which of the blocks {@code from} (inclusive) to {@code to} (exclusive) do not hold what is expected. */
    Ranges differing(Volume volume, BlockMap expected, int from, int to) throws VolumeException {
        IntStream.Builder differing = IntStream.builder();
        for (int block = from; block < to; block++) {
            if (!holds(volume, expected, block)) {
                differing.add(block);
            }
        }
        return Ranges.of(differing.build());
    }

    /** Whether the block holds what is wanted. What lies beyond the volume's end counts as zeros. */
    boolean holds(Volume volume, BlockMap wanted, int block) throws VolumeException {
        byte[] buffer = buffers.take(wanted.blockSize());
        try {
            int length = wanted.length(block);
            int read = volume.read(wanted.offset(block), ByteBuffer.wrap(buffer, 0, length));
            Arrays.fill(buffer, Math.max(read, 0), wanted.blockSize(), (byte) 0);
            return wanted.content(block) instanceof Content.Data data
                    ? Digest.ofContent(buffer, wanted.blockSize()).equals(data.digest())
                    : isZero(buffer, length);
        } finally {
            buffers.give(buffer);
        }
    }

    private int[] choose(BlockMap expected) {
        int[] chosen = new int[SAMPLE];
        int known = 0;
        for (int block = 0; block < expected.blocks(); block++) {
            if (!expected.isUnknown(block)) {
                int place = known < SAMPLE ? known : random.nextInt(known + 1);
                if (place < SAMPLE) {
                    chosen[place] = block;
                }
                known++;
            }
        }
        return Arrays.copyOf(chosen, Math.min(known, SAMPLE));
    }

    private static boolean isZero(byte[] buffer, int length) {
        return length == 0 || buffer[0] == 0 && Arrays.equals(buffer, 0, length - 1, buffer, 1, length);
    }
}
