package io.restorekit.testkit.sim.disk;

import java.nio.ByteBuffer;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A file in pages. A page is an array that is never changed once it is in place, so that what programs see and what the
 * media holds can share it. A page that is not there holds zeros.
 */
final class FileNode extends Node {
    static final int PAGE = 4096;
    private static final int SECTOR = 512;
    private static final byte[] ZEROS = new byte[PAGE];

    private final BitSet dirty = new BitSet();
    private byte[][] seen = new byte[0][];
    private byte[][] media = new byte[0][];
    private Meta meta;
    private Meta mediaMeta;
    private boolean metaDirty;

    /** What is known of a file beside its bytes. */
    private record Meta(long size, FileTime modified, Map<String, byte[]> labels) {
        Meta sized(long bytes, FileTime now) {
            return new Meta(Math.max(size, bytes), now, labels);
        }

        Meta labelled(String name, byte[] value) {
            Map<String, byte[]> all = new TreeMap<>(labels);
            all.put(name, value);
            return new Meta(size, modified, all);
        }
    }

    FileNode(int inode, FileTime now) {
        super(inode);
        meta = new Meta(0, now, Map.of());
        mediaMeta = meta;
    }

    long size() {
        return meta.size();
    }

    @Override
    FileTime modified() {
        return meta.modified();
    }

    Map<String, byte[]> labels() {
        return meta.labels();
    }

    void label(String name, byte[] value) {
        meta = meta.labelled(name, value);
        metaDirty = true;
    }

    void write(long position, ByteBuffer from, FileTime now) {
        long at = position;
        int last = (int) ((position + from.remaining() + PAGE - 1) / PAGE);
        if (last > seen.length) {
            seen = Arrays.copyOf(seen, Math.max(last, seen.length * 2));
            media = Arrays.copyOf(media, seen.length);
        }
        while (from.hasRemaining()) {
            int page = (int) (at / PAGE);
            int start = (int) (at % PAGE);
            int length = Math.min(PAGE - start, from.remaining());
            byte[] bytes = length == PAGE || seen[page] == null ? new byte[PAGE] : seen[page].clone();
            from.get(bytes, start, length);
            seen[page] = bytes;
            dirty.set(page);
            at += length;
        }
        meta = meta.sized(at, now);
        metaDirty = true;
    }

    /**
     * @param direct past the page cache: what was not written back yet is written back first, so that only what a failed
     *     force has lost looks different
     */
    int read(long position, ByteBuffer into, boolean direct) {
        long end = Math.min(meta.size(), position + into.remaining());
        if (end <= position) {
            return -1;
        }
        long at = position;
        while (at < end) {
            int page = (int) (at / PAGE);
            int start = (int) (at % PAGE);
            int length = (int) Math.min(PAGE - start, end - at);
            byte[] bytes = page >= seen.length ? null : direct && !dirty.get(page) ? media[page] : seen[page];
            into.put(bytes == null ? ZEROS : bytes, start, length);
            at += length;
        }
        return (int) (end - position);
    }

    /**
     * @param metadata whether the time and the labels are forced too; the size always is
     */
    void force(boolean metadata) {
        dirty.stream().forEach(page -> media[page] = seen[page]);
        dirty.clear();
        if (metaDirty && metadata) {
            mediaMeta = meta;
            metaDirty = false;
        } else if (metaDirty) {
            mediaMeta = new Meta(meta.size(), mediaMeta.modified(), mediaMeta.labels());
        }
    }

    /** What was dirty counts as clean, and never came to the media. */
    void lose() {
        dirty.clear();
        metaDirty = false;
    }

    /** The power goes in the middle of a force. */
    void forceHalf(RandomGenerator random) {
        dirty.stream().filter(page -> random.nextBoolean()).forEach(page -> media[page] = seen[page]);
    }

    @Override
    void cutPower(Survival survival, RandomGenerator random) {
        dirty.stream().forEach(page -> media[page] = survivor(page, survival, random));
        dirty.clear();
        boolean keepMeta = switch (survival) {
            case ALL_KEPT -> true;
            case ALL_LOST -> false;
            case TORN, RANDOM -> random.nextBoolean();
        };
        if (metaDirty && keepMeta) {
            mediaMeta = meta;
        }
        metaDirty = false;
        meta = mediaMeta;
        seen = media.clone();
        int pages = (int) ((meta.size() + PAGE - 1) / PAGE);
        for (int page = pages; page < seen.length; page++) {
            seen[page] = null;
            media[page] = null;
        }
        zeroAfterEnd();
    }

    /** What was written beyond an end that was lost does not come back when the file grows again. */
    private void zeroAfterEnd() {
        int used = (int) (meta.size() % PAGE);
        int last = (int) (meta.size() / PAGE);
        if (used > 0 && last < seen.length && seen[last] != null) {
            byte[] cut = Arrays.copyOf(Arrays.copyOf(seen[last], used), PAGE);
            seen[last] = cut;
            media[last] = cut;
        }
    }

    private byte[] survivor(int page, Survival survival, RandomGenerator random) {
        int choice = switch (survival) {
            case ALL_KEPT -> 0;
            case ALL_LOST -> 1;
            case TORN -> 2;
            case RANDOM -> random.nextInt(3);
        };
        byte[] before = media[page] == null ? ZEROS : media[page];
        byte[] after = seen[page] == null ? ZEROS : seen[page];
        if (choice == 0) {
            return after;
        }
        return choice == 1 ? before : torn(before, after, random);
    }

    /** Sectors are written whole, in any order. */
    private static byte[] torn(byte[] before, byte[] after, RandomGenerator random) {
        byte[] mix = before.clone();
        for (int at = 0; at < PAGE; at += SECTOR) {
            if (random.nextBoolean()) {
                System.arraycopy(after, at, mix, at, SECTOR);
            }
        }
        return mix;
    }

    /** Puts back what an earlier copy of {@link #media} had. */
    void rollBack(FileNode to) {
        media = to.media.clone();
        seen = media.clone();
        meta = to.mediaMeta;
        mediaMeta = meta;
        metaDirty = false;
        dirty.clear();
    }

    @Override
    FileNode media() {
        FileNode copy = new FileNode(inode(), mediaMeta.modified());
        copy.media = media.clone();
        copy.meta = mediaMeta;
        copy.mediaMeta = mediaMeta;
        copy.seen = copy.media.clone();
        return copy;
    }
}
