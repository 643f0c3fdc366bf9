package io.restorekit.cli.badinput;

import io.restorekit.testkit.longhorn.Image;
import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.StoreLayout;
import io.restorekit.testkit.longhorn.VolumeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Two backups of a volume, the second with every other block changed, and one of another volume.
 *
 * @param objects all that is in the store
 */
record Chain(
        String first, String second, byte[] before, byte[] after, StoreLayout layout, Map<String, byte[]> objects) {
    static final String VOLUME = "vol";
    static final String OTHER = "other";
    static final int BLOCK = 64 << 10;
    static final int BLOCKS = 8;

    static Chain write() {
        try {
            Map<String, byte[]> objects = new LinkedHashMap<>();
            LonghornStoreWriter writer = writer(VOLUME, objects);
            byte[] before = noise(1);
            byte[] after = changed(before);
            String first = writer.backup(Image.of(before)).name();
            String second = writer.backup(Image.of(after)).name();
            writer(OTHER, objects).backup(Image.of(noise(3)));
            return new Chain(first, second, before, after, writer.layout(), objects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A block of the second backup's image. */
    byte[] block(int number) {
        return Arrays.copyOfRange(after, number * BLOCK, (number + 1) * BLOCK);
    }

    /** The key of the object that holds it. */
    String blockKey(int number) {
        return layout.block(StoreLayout.checksum(block(number)));
    }

    static boolean isChanged(int number) {
        return number % 2 == 1;
    }

    private static LonghornStoreWriter writer(String volume, Map<String, byte[]> objects) {
        return new LonghornStoreWriter(new VolumeSettings(volume).withBlockSize(BLOCK), objects::put);
    }

    private static byte[] changed(byte[] before) {
        byte[] after = noise(2);
        for (int block = 0; block < BLOCKS; block++) {
            if (!isChanged(block)) {
                System.arraycopy(before, block * BLOCK, after, block * BLOCK, BLOCK);
            }
        }
        return after;
    }

    private static byte[] noise(long seed) {
        byte[] noise = new byte[BLOCKS * BLOCK];
        new SplittableRandom(seed).nextBytes(noise);
        return noise;
    }
}
