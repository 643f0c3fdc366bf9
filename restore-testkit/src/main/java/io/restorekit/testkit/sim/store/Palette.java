package io.restorekit.testkit.sim.store;

import io.restorekit.backup.Digest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The contents that blocks of the simulated world have. The first is zeros. Simulations use few, so that blocks often go
 * back to what they held before.
 */
public final class Palette {
    public static final int BLOCK = 1 << 16;
    public static final int SIZE = 9;

    private static final byte[][] CONTENTS = new byte[SIZE][];
    private static final Map<Digest, byte[]> BY_DIGEST = new ConcurrentHashMap<>();

    static {
        for (int i = 0; i < SIZE; i++) {
            CONTENTS[i] = make(i);
            BY_DIGEST.put(Digest.ofContent(CONTENTS[i], BLOCK), CONTENTS[i]);
        }
    }

    private Palette() {}

    /** The content with this number, of which there is no last one. Not to be changed. */
    public static byte[] content(int number) {
        return number < SIZE ? CONTENTS[number] : make(number);
    }

    /** Some contents as one block; of the few, it can be found by its digest from now on. Not to be changed. */
    public static byte[] block(int... numbers) {
        byte[] block = new byte[numbers.length * BLOCK];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(content(numbers[i]), 0, block, i * BLOCK, BLOCK);
        }
        if (Arrays.stream(numbers).allMatch(number -> number < SIZE)) {
            BY_DIGEST.put(Digest.ofContent(block, block.length), block);
        }
        return block;
    }

    /** The content of a block, where it is one of the few. */
    public static Optional<byte[]> content(Digest digest) {
        return Optional.ofNullable(BY_DIGEST.get(digest));
    }

    private static byte[] make(int number) {
        byte[] made = new byte[BLOCK];
        if (number > 0) {
            new SplittableRandom(number).nextBytes(made);
        }
        return made;
    }
}
