package io.restorekit.testkit.sim.store;

import io.restorekit.backup.Digest;
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

    private static final Map<Integer, byte[]> CONTENTS = new ConcurrentHashMap<>();
    private static final Map<Digest, byte[]> BY_DIGEST = new ConcurrentHashMap<>();

    static {
        for (int i = 0; i < SIZE; i++) {
            content(i);
        }
    }

    private Palette() {}

    /** Not to be changed. */
    public static byte[] content(int number) {
        return CONTENTS.computeIfAbsent(number, Palette::make);
    }

    /** Some contents as one block, which can be found by its digest from now on. Not to be changed. */
    public static byte[] block(int... numbers) {
        byte[] block = new byte[numbers.length * BLOCK];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(content(numbers[i]), 0, block, i * BLOCK, BLOCK);
        }
        BY_DIGEST.put(Digest.ofContent(block, block.length), block);
        return block;
    }

    public static Optional<byte[]> content(Digest digest) {
        return Optional.ofNullable(BY_DIGEST.get(digest));
    }

    private static byte[] make(int number) {
        byte[] made = new byte[BLOCK];
        if (number > 0) {
            new SplittableRandom(number).nextBytes(made);
        }
        BY_DIGEST.put(Digest.ofContent(made, BLOCK), made);
        return made;
    }
}
