package io.restorekit.testkit.sim.store;

import io.restorekit.testkit.longhorn.BackupSpec;
import io.restorekit.testkit.longhorn.Compression;
import io.restorekit.testkit.longhorn.Image;
import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.StoreLayout;
import io.restorekit.testkit.longhorn.VolumeSettings;
import io.restorekit.testkit.longhorn.WrittenBackup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A chain of backups in a store, as Longhorn writes it. Blocks change to and fro between a few contents; the volume
 * grows between some backups. Chains are made once and shared by all simulations: they are never changed.
 *
 * @param objects the store, by key
 * @param backups their names, oldest first
 * @param blocks the checksums of the blocks that each backup names
 * @param images the content of each block of each backup, as numbers of the palette
 * @param volumeConfigs the volume's config as each backup left it
 * @param changesBlockSize whether it is doubled in the middle
 */
public record Chain(
        Map<String, byte[]> objects,
        List<String> backups,
        List<Set<String>> blocks,
        List<int[]> images,
        List<byte[]> volumeConfigs,
        boolean changesBlockSize) {
    public static final String VOLUME = "vol";

    private static final int CHAINS = 48;
    private static final int BACKUPS = 4;

    /** In every fourth chain the block size is doubled in the middle. */
    private static final int LARGER = 2;

    /** In a few chains: more than a sample of the volume looks at. */
    private static final int MANY = 72;

    private static final int EVERY_LONG = 24;

    private static final Map<Integer, Chain> MADE = new ConcurrentHashMap<>();

    /** One of a fixed set of chains. */
    public static Chain of(long number) {
        return MADE.computeIfAbsent(Math.floorMod(number, CHAINS), Chain::make);
    }

    /** The store when so many backups had been made. */
    public Map<String, byte[]> objects(int made) {
        Map<String, byte[]> then = new TreeMap<>(objects);
        backups.stream().skip(made).map(layout()::backupConfig).forEach(then::remove);
        then.put(layout().volumeConfig(), volumeConfigs.get(made - 1));
        return then;
    }

    public int index(String backup) {
        return backups.indexOf(backup);
    }

    /** The palette's numbers of a backup's blocks. */
    public int[] image(String backup) {
        return images.get(index(backup));
    }

    private static Chain make(int number) {
        SplittableRandom random = new SplittableRandom(number);
        List<int[]> images = new ArrayList<>();
        int blocks = number % EVERY_LONG == 7 ? MANY : 6 + 2 * random.nextInt(4);
        int[] image = random.ints(blocks, 0, Palette.SIZE).toArray();
        for (int i = 0; i < BACKUPS; i++) {
            images.add(image);
            image = changed(image, random);
        }
        Compression compression = Compression.values()[number % Compression.values().length];
        return of(images, number % 4 == 0 ? BACKUPS / 2 : BACKUPS, compression);
    }

    /**
     * Backups of these images.
     *
     * @param larger the first of them whose block size is doubled; their number if none is
     */
    public static Chain of(List<int[]> images, int larger, Compression compression) {
        Map<String, byte[]> objects = new TreeMap<>();
        List<byte[]> configs = new ArrayList<>();
        List<WrittenBackup> written = new ArrayList<>();
        LonghornStoreWriter writer = writer(compression, 1, objects);
        for (int i = 0; i < images.size(); i++) {
            writer = i == larger ? writer(compression, LARGER, objects) : writer;
            written.add(write(writer, i, images.get(i), i >= larger ? LARGER : 1));
            configs.add(objects.get(layout().volumeConfig()));
        }
        return new Chain(
                Map.copyOf(objects),
                written.stream().map(WrittenBackup::name).toList(),
                written.stream()
                        .map(backup -> Set.copyOf(backup.blocks().values()))
                        .toList(),
                List.copyOf(images),
                List.copyOf(configs),
                larger < images.size());
    }

    /**
     * @param contents how many of the palette's contents make a block
     */
    private static LonghornStoreWriter writer(Compression compression, int contents, Map<String, byte[]> objects) {
        VolumeSettings settings = new VolumeSettings(VOLUME)
                .withBlockSize(contents * Palette.BLOCK)
                .withCompression(compression);
        return new LonghornStoreWriter(settings, objects::put);
    }

    private static WrittenBackup write(LonghornStoreWriter writer, int number, int[] image, int contents) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(number));
        BackupSpec spec = new BackupSpec("backup-" + number, "snap-" + number + ".img", at, at.plusSeconds(60));
        try {
            return writer.backup(spec, new Image((long) image.length * Palette.BLOCK, (offset, length) -> {
                int first = (int) (offset / Palette.BLOCK);
                return Palette.block(Arrays.copyOfRange(image, first, first + contents));
            }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Grows by an even number of blocks. */
    private static int[] changed(int[] before, SplittableRandom random) {
        int[] after = Arrays.copyOf(before, before.length + 2 * Math.max(0, random.nextInt(4) - 1));
        for (int i = 0; i < after.length; i++) {
            if (random.nextInt(100) < 60) {
                after[i] = random.nextInt(Palette.SIZE);
            }
        }
        return after;
    }

    /** Where the objects lie. */
    public static StoreLayout layout() {
        return new StoreLayout(VOLUME);
    }
}
