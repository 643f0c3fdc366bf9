package io.restorekit.backup.longhorn;

import io.restorekit.backup.BackupException;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.backup.Manifest;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException.Unavailable;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Checks a backup's config against itself and its volume's, and makes the manifest of it. */
final class ManifestBuilder {
    private static final int DEFAULT_BLOCK_SIZE = 2 << 20;
    private static final int LEAST_BLOCK_SIZE = 64 << 10;
    private static final int MOST_BLOCK_SIZE = 64 << 20;

    /** The empty one is gzip: stores from before there was a choice. The blocks themselves say how they are packed. */
    private static final Set<String> COMPRESSIONS = Set.of("", "gzip", "lz4", "none");

    private final Layout layout;
    private final Optional<BackingImage> backingImage;

    ManifestBuilder(Layout layout, Optional<BackingImage> backingImage) {
        this.layout = layout;
        this.backingImage = backingImage;
    }

    Manifest build(String backup, VolumeConfig volume, BackupConfig config) throws BackupException, Unavailable {
        ObjectKey key = layout.backupConfig(backup);
        requireRestorable(key, backup, config.head());
        requireBackingImage(volume);
        int blockSize = blockSize(key, config.head());
        requireConsistent(key, config, blockSize);
        long size = size(key, volume, config, blockSize);
        BlockMap.Builder blocks = new BlockMap.Builder(blockSize, size);
        if (backingImage.isPresent()) {
            backingImage.get().fill(blocks, blockSize, size);
        }
        fill(blocks, config.entries(), blockSize);
        return new Manifest(backup, blocks.build(), config.head().snapshotAt());
    }

    private void requireRestorable(ObjectKey key, String backup, BackupHead head) throws BackupException {
        if (!head.name().equals(backup)) {
            throw Problems.damaged(key, "it is of another backup, " + Problems.shown(head.name()), null);
        }
        if (!head.volumeName().equals(layout.volume())) {
            throw Problems.damaged(key, "it is of another volume, " + Problems.shown(head.volumeName()), null);
        }
        if (!head.complete()) {
            throw Problems.incomplete("the backup " + backup + " is in progress, or was given up");
        }
        if (!head.singleFile().isEmpty()) {
            throw Problems.incompatible(key, "it is a single-file backup", "restore a block backup");
        }
        if (!COMPRESSIONS.contains(head.compression())) {
            throw Problems.incompatible(
                    key,
                    "its compression " + Problems.shown(head.compression()) + " is unknown",
                    "use a version that knows it");
        }
    }

    private void requireBackingImage(VolumeConfig volume) throws BackupException {
        boolean named = !volume.backingImage().isEmpty();
        if (named && backingImage.isEmpty()) {
            throw Problems.incompatible(
                    layout.volumeConfig(),
                    "the volume lies on the backing image " + Problems.shown(volume.backingImage()),
                    "give the raw bytes of the image");
        }
        if (!named && backingImage.isPresent()) {
            throw Problems.incompatible(
                    layout.volumeConfig(),
                    "a backing image was given, but the volume lies on none",
                    "restore without the image");
        }
    }

    private static int blockSize(ObjectKey key, BackupHead head) throws BackupException {
        if (head.blockSize().isEmpty()) {
            return DEFAULT_BLOCK_SIZE;
        }
        OptionalLong size = Quantity.parse(head.blockSize());
        if (size.isEmpty()) {
            throw Problems.damaged(key, "its block size " + Problems.shown(head.blockSize()) + " is no quantity", null);
        }
        long bytes = size.getAsLong() == 0 ? DEFAULT_BLOCK_SIZE : size.getAsLong();
        if (bytes < LEAST_BLOCK_SIZE || bytes > MOST_BLOCK_SIZE || Long.bitCount(bytes) != 1) {
            throw Problems.incompatible(
                    key,
                    "its block size of " + bytes + " bytes is no power of two in 64 KiB … 64 MiB",
                    "use a version that knows it");
        }
        return (int) bytes;
    }

    private static void requireConsistent(ObjectKey key, BackupConfig config, int blockSize) throws BackupException {
        BlockEntries entries = config.entries();
        OptionalLong size = config.head().size();
        if (size.isEmpty() || size.getAsLong() != (long) entries.count() * blockSize) {
            String says = size.isPresent() ? "a Size of " + size.getAsLong() : "no Size";
            throw Problems.damaged(
                    key, "it has " + says + " and lists " + entries.count() + " blocks of " + blockSize, null);
        }
        for (int i = 0; i < entries.count(); i++) {
            if (entries.offset(i) % blockSize != 0) {
                throw Problems.damaged(key, "the offset of block " + i + " is no multiple of " + blockSize, null);
            }
        }
    }

    /** The greater of what volume.cfg says and where the map ends: a grown volume's backup is written before the former. */
    private long size(ObjectKey key, VolumeConfig volume, BackupConfig config, int blockSize) throws BackupException {
        if (volume.size() % blockSize != 0) {
            throw Problems.incompatible(
                    layout.volumeConfig(),
                    "the volume's size " + volume.size() + " is no multiple of the block size " + blockSize,
                    "use a version that can");
        }
        long blocks = volume.size() / blockSize;
        if (config.entries().count() > 0) {
            blocks = Math.max(blocks, config.entries().lastOffset() / blockSize + 1);
        }
        if (blocks > BlockMap.MOST_BLOCKS) {
            throw Problems.incompatible(
                    key, "it has more than " + BlockMap.MOST_BLOCKS + " blocks", "use a version that can");
        }
        return blocks * blockSize;
    }

    private static void fill(BlockMap.Builder blocks, BlockEntries entries, int blockSize) {
        Digest zeros = ZeroBlocks.digest(blockSize);
        for (int i = 0; i < entries.count(); i++) {
            Digest digest = entries.digest(i);
            Content content = digest.equals(zeros) ? new Content.Zero() : new Content.Data(digest);
            blocks.set((int) (entries.offset(i) / blockSize), content);
        }
    }
}
