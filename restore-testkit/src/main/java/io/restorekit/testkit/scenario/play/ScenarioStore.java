package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.longhorn.Compression;
import io.restorekit.testkit.longhorn.StoreLayout;
import io.restorekit.testkit.scenario.Scenario;
import io.restorekit.testkit.scenario.Scope;
import io.restorekit.testkit.scenario.StoreShape;
import io.restorekit.testkit.sim.store.Chain;
import io.restorekit.testkit.sim.store.Palette;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** The backups of a scenario, counted from 1. Immutable: made once for all runs of a scenario. */
record ScenarioStore(Chain chain) {
    /** Of 64 KiB. */
    private static final int BLOCKS = 32;

    /** Enough that no two blocks of a backup are the same by chance, where they need not be. */
    private static final int CONTENTS = 1 << 20;

    private static final int GROWTH = 4;
    private static final int NEVER = Scenario.BACKUPS;

    static ScenarioStore of(StoreShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> images = new ArrayList<>();
        int[] image = random.ints(BLOCKS, 1, CONTENTS).toArray();
        for (int backup = 0; backup < Scenario.BACKUPS; backup++) {
            images.add(image);
            int size = image.length + (shape == StoreShape.GROWS ? GROWTH : 0);
            image = changed(Arrays.copyOf(image, size), images.get(Math.max(0, backup - 1)), random);
        }
        int larger = shape == StoreShape.BLOCK_SIZE_CHANGES ? Scenario.BACKUPS / 2 : NEVER;
        return new ScenarioStore(Chain.of(images, larger, Compression.LZ4));
    }

    /** Half of the blocks get other content, some of them what they had two backups ago, some zeros. */
    private static int[] changed(int[] after, int[] older, SplittableRandom random) {
        for (int i = 0; i < after.length; i++) {
            int chance = random.nextInt(100);
            if (chance < 5) {
                after[i] = 0;
            } else if (chance < 15 && i < older.length) {
                after[i] = older[i];
            } else if (chance < 50) {
                after[i] = random.nextInt(1, CONTENTS);
            }
        }
        return after;
    }

    Map<String, byte[]> objects() {
        return chain.objects();
    }

    /** The store when so many backups had been made. */
    Map<String, byte[]> objects(int made) {
        return chain.objects(made);
    }

    /** What making a backup writes: blocks, its config, the volume's config as it is then. */
    Map<String, byte[]> written(int backup) {
        Map<String, byte[]> then = objects(backup);
        Map<String, byte[]> written = new LinkedHashMap<>();
        chain.blocks().get(backup - 1).stream()
                .map(Chain.layout()::block)
                .forEach(key -> written.put(key, then.get(key)));
        written.put(config(backup), then.get(config(backup)));
        written.put(Chain.layout().volumeConfig(), then.get(Chain.layout().volumeConfig()));
        return written;
    }

    /** The number of the backup that is called so; empty if none is. */
    OptionalInt number(String name) {
        int index = chain.index(name);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index + 1);
    }

    String name(int backup) {
        return chain.backups().get(backup - 1);
    }

    /** Whether a volume with these bytes holds the backup. One of an earlier size may be as large as it is now, with zeros. */
    boolean isHeld(int backup, byte[] volume) {
        int[] contents = chain.images().get(backup - 1);
        int blocks = volume.length / Palette.BLOCK;
        if (volume.length % Palette.BLOCK != 0 || blocks < contents.length || blocks > largest()) {
            return false;
        }
        for (int i = 0; i < blocks; i++) {
            byte[] wanted = Palette.content(i < contents.length ? contents[i] : 0);
            if (!Arrays.equals(volume, i * Palette.BLOCK, (i + 1) * Palette.BLOCK, wanted, 0, Palette.BLOCK)) {
                return false;
            }
        }
        return true;
    }

    private int largest() {
        return chain.images().stream().mapToInt(image -> image.length).max().orElseThrow();
    }

    /** The keys of the blocks that a backup has and the one before has not at the same place; all where that is 0. */
    List<String> difference(int backup, int before) {
        Set<String> blocks = new LinkedHashSet<>(chain.blocks().get(backup - 1));
        if (before > 0 && !chain.changesBlockSize()) {
            blocks = new LinkedHashSet<>();
            int[] wanted = chain.images().get(backup - 1);
            int[] held = chain.images().get(before - 1);
            for (int i = 0; i < wanted.length; i++) {
                if (wanted[i] != 0 && (i >= held.length || wanted[i] != held[i])) {
                    blocks.add(StoreLayout.checksum(Palette.content(wanted[i])));
                }
            }
        }
        return blocks.stream().map(Chain.layout()::block).toList();
    }

    /** What is gone with a backup: its config, and the blocks that no other has. */
    List<String> ownObjects(int backup) {
        Set<String> own = new LinkedHashSet<>(chain.blocks().get(backup - 1));
        for (int other = 1; other <= Scenario.BACKUPS; other++) {
            if (other != backup) {
                own.removeAll(chain.blocks().get(other - 1));
            }
        }
        List<String> keys = new ArrayList<>();
        keys.add(config(backup));
        own.forEach(checksum -> keys.add(Chain.layout().block(checksum)));
        return keys;
    }

    /** The objects that a fault befalls; for one block, the first that has to be fetched for the goal. */
    Predicate<String> keys(Scope scope, int goal, int before) {
        if (scope instanceof Scope.ConfigOf config) {
            return config(config.backup())::equals;
        }
        if (scope instanceof Scope.OneBlock) {
            return difference(goal == Scenario.NEWEST ? Scenario.BACKUPS : goal, before)
                    .get(0)::equals;
        }
        if (scope instanceof Scope.Blocks) {
            return key -> key.endsWith(".blk");
        }
        return scope instanceof Scope.Metadata ? key -> key.endsWith(".cfg") : key -> true;
    }

    private String config(int backup) {
        return Chain.layout().backupConfig(name(backup));
    }
}
