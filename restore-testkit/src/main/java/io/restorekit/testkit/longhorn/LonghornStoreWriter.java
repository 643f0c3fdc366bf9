package io.restorekit.testkit.longhorn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a chain of backups of one volume, as Longhorn does: each backup maps the whole volume, equal content is stored
 * once, zeros are left out until a block that had data becomes zero, and is then stored as a block of zeros.
 *
 * <pre>{@code
 * LonghornStoreWriter writer = new LonghornStoreWriter(new VolumeSettings("vol-1"), server::put);
 * WrittenBackup first = writer.backup(Image.of(before));
 * WrittenBackup second = writer.backup(Image.of(after));
 * }</pre>
 *
 * <p>Configs are written after the blocks they name, the backup's before the volume's. Not thread-safe.
 */
public final class LonghornStoreWriter {
    /** The time of the first snapshot of a writer that is told none; the next ones follow a day apart. */
    private static final Instant FIRST_SNAPSHOT = Instant.parse("2026-01-01T03:04:05Z");

    private final VolumeSettings settings;
    private final StoreSink sink;
    private final StoreLayout layout;
    private final Set<String> stored = new HashSet<>();
    private final List<WrittenBackup> backups = new ArrayList<>();
    private Optional<Instant> volumeCreatedAt = Optional.empty();

    public LonghornStoreWriter(VolumeSettings settings, StoreSink sink) {
        this.settings = settings;
        this.sink = sink;
        this.layout = new StoreLayout(settings.volume());
    }

    /**
     * Adds a backup with a name and times of the writer's own; they are the same in every run.
     *
     * @throws IOException if the sink fails; the writer must not be used any more
     */
    public WrittenBackup backup(Image image) throws IOException {
        int number = backups.size() + 1;
        byte[] seed = (settings.volume() + "#" + number).getBytes(StandardCharsets.UTF_8);
        String name = "backup-" + StoreLayout.checksum(seed).substring(0, 16);
        Instant at = FIRST_SNAPSHOT.plus(Duration.ofDays(number - 1L));
        return backup(new BackupSpec(name, "snap-" + number + ".img", at, at.plusSeconds(60)), image);
    }

    /**
     * Adds a backup.
     *
     * @throws IllegalArgumentException if the image is not a whole number of blocks
     * @throws IOException if the sink fails; the writer must not be used any more
     */
    public WrittenBackup backup(BackupSpec spec, Image image) throws IOException {
        if (image.size() % settings.blockSize() != 0) {
            throw new IllegalArgumentException(
                    "an image of " + image.size() + " bytes is no whole number of blocks of " + settings.blockSize());
        }
        SortedMap<Long, String> before = backups.isEmpty()
                ? new TreeMap<>()
                : backups.get(backups.size() - 1).blocks();
        SortedMap<Long, String> blocks = new TreeMap<>();
        List<String> uploaded = new ArrayList<>();
        for (long offset = 0; offset < image.size(); offset += settings.blockSize()) {
            byte[] block = block(image, offset);
            if (before.containsKey(offset) || !isZero(block)) {
                blocks.put(offset, store(block, uploaded));
            }
        }
        return finish(spec, new WrittenBackup(spec.backup(), image.size(), blocks, uploaded));
    }

    /** The backups so far, oldest first. */
    public List<WrittenBackup> backups() {
        return List.copyOf(backups);
    }

    /** Where the volume's objects lie. */
    public StoreLayout layout() {
        return layout;
    }

    private WrittenBackup finish(BackupSpec spec, WrittenBackup backup) throws IOException {
        Instant createdAt = volumeCreatedAt.orElse(spec.snapshotAt());
        volumeCreatedAt = Optional.of(createdAt);
        boolean incremental = !backups.isEmpty();
        sink.put(layout.backupConfig(spec.backup()), Configs.backup(settings, spec, incremental, backup.blocks()));
        sink.put(layout.volumeConfig(), Configs.volume(settings, createdAt, spec, backup.volumeSize(), stored.size()));
        backups.add(backup);
        return backup;
    }

    private byte[] block(Image image, long offset) {
        byte[] block = image.blocks().read(offset, settings.blockSize());
        if (block.length != settings.blockSize()) {
            throw new IllegalArgumentException(
                    "the image gave " + block.length + " bytes at " + offset + ", not " + settings.blockSize());
        }
        return block;
    }

    private String store(byte[] block, List<String> uploaded) throws IOException {
        String checksum = StoreLayout.checksum(block);
        if (stored.add(checksum)) {
            sink.put(layout.block(checksum), settings.compression().compress(block));
            uploaded.add(checksum);
        }
        return checksum;
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
