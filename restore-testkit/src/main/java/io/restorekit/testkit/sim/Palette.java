package io.restorekit.testkit.sim;

import io.restorekit.backup.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The few contents that blocks of the simulated world have, so that blocks often go back to what they held before. The
 * first is zeros.
 */
final class Palette {
    static final int BLOCK = 1 << 16;
    static final int SIZE = 9;

    private static final byte[][] CONTENTS = new byte[SIZE][BLOCK];
    private static final Map<Digest, byte[]> BY_DIGEST = new ConcurrentHashMap<>();

    static {
        for (int i = 0; i < SIZE; i++) {
            if (i > 0) {
                new SplittableRandom(i).nextBytes(CONTENTS[i]);
            }
            BY_DIGEST.put(Digest.ofContent(CONTENTS[i], BLOCK), CONTENTS[i]);
        }
    }

    private Palette() {}

    /** Not to be changed. */
    static byte[] content(int number) {
        return CONTENTS[number];
    }

    /** Some contents as one block, which can be found by its digest from now on. Not to be changed. */
    static byte[] block(int... numbers) {
        byte[] block = new byte[numbers.length * BLOCK];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(CONTENTS[numbers[i]], 0, block, i * BLOCK, BLOCK);
        }
        BY_DIGEST.put(Digest.ofContent(block, block.length), block);
        return block;
    }

    static Optional<byte[]> content(Digest digest) {
        return Optional.ofNullable(BY_DIGEST.get(digest));
    }
}
