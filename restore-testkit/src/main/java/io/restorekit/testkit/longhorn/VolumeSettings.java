package io.restorekit.testkit.longhorn;

import io.restorekit.api.Names;
import java.util.Map;
import java.util.Objects;

/**
 * A volume whose backups are written.
 *
 * @param volume its name
 * @param compression for all blocks
 * @param blockSize in bytes; one that is not {@link #DEFAULT_BLOCK_SIZE} is told in each backup's parameters
 * @param labels of the volume and its backups
 */
public record VolumeSettings(String volume, Compression compression, int blockSize, Map<String, String> labels) {
    /** 2 MiB. */
    public static final int DEFAULT_BLOCK_SIZE = 2 * 1024 * 1024;

    public VolumeSettings {
        Names.check("volume", volume);
        Objects.requireNonNull(compression);
        if (blockSize <= 0) {
            throw new IllegalArgumentException("block size " + blockSize);
        }
        labels = Map.copyOf(labels);
    }

    /** LZ4, blocks of 2 MiB, no labels. */
    public VolumeSettings(String volume) {
        this(volume, Compression.LZ4, DEFAULT_BLOCK_SIZE, Map.of());
    }

    public VolumeSettings withCompression(Compression method) {
        return new VolumeSettings(volume, method, blockSize, labels);
    }

    public VolumeSettings withBlockSize(int bytes) {
        return new VolumeSettings(volume, compression, bytes, labels);
    }

    public VolumeSettings withLabels(Map<String, String> all) {
        return new VolumeSettings(volume, compression, blockSize, all);
    }
}
