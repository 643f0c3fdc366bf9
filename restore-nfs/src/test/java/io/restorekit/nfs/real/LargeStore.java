package io.restorekit.nfs.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.longhorn.Compression;
import io.restorekit.testkit.longhorn.Image;
import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.StoreLayout;
import io.restorekit.testkit.longhorn.StoreSink;
import io.restorekit.testkit.longhorn.VolumeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** A store with one backup, whose restore takes long enough for something to happen in its middle. */
public final class LargeStore {
    public static final String VOLUME = "large";

    private final int blocks;
    private final String backup;

    private LargeStore(int blocks, String backup) {
        this.blocks = blocks;
        this.backup = backup;
    }

    public static LargeStore write(Path root, int blocks) throws IOException {
        VolumeSettings settings = new VolumeSettings(VOLUME).withCompression(Compression.NONE);
        Image image = new Image((long) blocks * settings.blockSize(), LargeStore::block);
        return new LargeStore(
                blocks,
                new LonghornStoreWriter(settings, StoreSink.directory(root))
                        .backup(image)
                        .name());
    }

    public String backup() {
        return backup;
    }

    /** Where others find the locks of the volume. */
    public static Path locks(Path root) {
        return root.resolve(new StoreLayout(VOLUME).locks());
    }

    public void assertRestored(Path volume) throws IOException {
        byte[] restored = Files.readAllBytes(volume);
        int size = VolumeSettings.DEFAULT_BLOCK_SIZE;
        assertThat(restored).hasSize(blocks * size);
        for (int block = 0; block < blocks; block++) {
            int from = block * size;
            assertThat(Arrays.equals(restored, from, from + size, block(from, size), 0, size))
                    .as("block %d", block)
                    .isTrue();
        }
    }

    private static byte[] block(long offset, int length) {
        byte[] block = new byte[length];
        new Random(offset).nextBytes(block);
        return block;
    }
}
