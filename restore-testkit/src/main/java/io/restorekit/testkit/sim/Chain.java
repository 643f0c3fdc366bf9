package io.restorekit.testkit.sim;

import io.restorekit.testkit.longhorn.Compression;
import io.restorekit.testkit.longhorn.Image;
import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.StoreLayout;
import io.restorekit.testkit.longhorn.VolumeSettings;
import io.restorekit.testkit.longhorn.WrittenBackup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
 */
record Chain(Map<String, byte[]> objects, List<String> backups, List<Set<String>> blocks, List<int[]> images) {
    static final String VOLUME = "vol";

    private static final int CHAINS = 48;
    private static final int BACKUPS = 4;
    private static final Map<Integer, Chain> MADE = new ConcurrentHashMap<>();

    /** One of a fixed set of chains. */
    static Chain of(long number) {
        return MADE.computeIfAbsent(Math.floorMod(number, CHAINS), Chain::make);
    }

    int index(String backup) {
        return backups.indexOf(backup);
    }

    /** The palette's numbers of a backup's blocks. */
    int[] image(String backup) {
        return images.get(index(backup));
    }

    private static Chain make(int number) {
        SplittableRandom random = new SplittableRandom(number);
        Map<String, byte[]> objects = new TreeMap<>();
        Compression compression = Compression.values()[number % Compression.values().length];
        VolumeSettings settings =
                new VolumeSettings(VOLUME).withBlockSize(Palette.BLOCK).withCompression(compression);
        LonghornStoreWriter writer = new LonghornStoreWriter(settings, objects::put);
        List<int[]> images = new ArrayList<>();
        List<WrittenBackup> written = new ArrayList<>();
        int[] image = random.ints(6 + random.nextInt(8), 0, Palette.SIZE).toArray();
        for (int i = 0; i < BACKUPS; i++) {
            images.add(image);
            written.add(write(writer, image));
            image = changed(image, random);
        }
        return new Chain(
                Map.copyOf(objects),
                written.stream().map(WrittenBackup::name).toList(),
                written.stream()
                        .map(backup -> Set.copyOf(backup.blocks().values()))
                        .toList(),
                List.copyOf(images));
    }

    private static WrittenBackup write(LonghornStoreWriter writer, int[] image) {
        try {
            return writer.backup(new Image(
                    (long) image.length * Palette.BLOCK,
                    (offset, length) -> Palette.content(image[(int) (offset / Palette.BLOCK)])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] changed(int[] before, SplittableRandom random) {
        int[] after = java.util.Arrays.copyOf(before, before.length + Math.max(0, random.nextInt(6) - 3));
        for (int i = 0; i < after.length; i++) {
            if (random.nextInt(100) < 60) {
                after[i] = random.nextInt(Palette.SIZE);
            }
        }
        return after;
    }

    /** Where the objects lie. */
    static StoreLayout layout() {
        return new StoreLayout(VOLUME);
    }
}
