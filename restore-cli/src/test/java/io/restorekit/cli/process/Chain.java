package io.restorekit.cli.process;

import io.restorekit.testkit.longhorn.Image;
import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.StoreSink;
import io.restorekit.testkit.longhorn.VolumeSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Backups of one volume, and what it held at each. No two blocks are equal, and none can be compressed. */
final class Chain {
    static final int BLOCK = 64 * 1024;
    static final String VOLUME = "chain";

    private final LonghornStoreWriter writer;
    private final Map<String, byte[]> images = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private final int blocks;
    private String newest;
    private List<Integer> changed = List.of();

    /** With a first backup, in which each block holds something. */
    Chain(int blocks, StoreSink sink) throws IOException {
        this.blocks = blocks;
        writer = new LonghornStoreWriter(new VolumeSettings(VOLUME).withBlockSize(BLOCK), sink);
        newest = write(
                new byte[blocks * BLOCK], IntStream.range(0, blocks).boxed().toList());
    }

    /** Makes a backup in which every so many-th block has changed; returns its name. */
    String backup(int every) throws IOException {
        int first = random.nextInt(every);
        List<Integer> next = IntStream.range(0, blocks)
                .filter(block -> block % every == first)
                .boxed()
                .toList();
        newest = write(images.get(newest).clone(), next);
        return newest;
    }

    private String write(byte[] image, List<Integer> next) throws IOException {
        for (int block : next) {
            byte[] content = new byte[BLOCK];
            random.nextBytes(content);
            System.arraycopy(content, 0, image, block * BLOCK, BLOCK);
        }
        changed = next;
        String name = writer.backup(Image.of(image)).name();
        images.put(name, image);
        return name;
    }

    String newest() {
        return newest;
    }

    /** The blocks of the newest backup that are not as in the one before, in their order. */
    List<Integer> changed() {
        return changed;
    }

    byte[] image(String backup) {
        return images.get(backup);
    }
}
