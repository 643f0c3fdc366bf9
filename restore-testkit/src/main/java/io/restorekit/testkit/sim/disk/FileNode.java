package io.restorekit.testkit.sim.disk;

import java.nio.ByteBuffer;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A file in pages. A page is an array that is never changed once it is in place, so that what programs see and what the
 * media holds can share it. A page that is not there holds zeros.
 *
 * <p>A truncation that was not forced is remembered by the least size that the file had: what the media holds beyond it
 * goes when the truncation becomes durable, and comes back when it is lost.
 */
final class FileNode extends Node {
    static final int PAGE = Pages.SIZE;

    /** How large a file can be, in bytes. */
    static final long LARGEST = 1L << 40;

    private static final long NOT_CUT = Long.MAX_VALUE;

    private final BitSet dirty = new BitSet();
    private byte[][] seen = new byte[0][];
    private byte[][] media = new byte[0][];
    private FileMeta meta;
    private FileMeta mediaMeta;
    private boolean metaDirty;
    private long cut = NOT_CUT;

    FileNode(int inode, FileTime now) {
        this(inode, now, FileMeta.ofNew(now));
    }

    private FileNode(int inode, FileTime made, FileMeta meta) {
        super(inode, made);
        this.meta = meta;
        this.mediaMeta = meta;
    }

    long size() {
        return meta.size();
    }

    @Override
    FileTime modified() {
        return meta.modified();
    }

    @Override
    void touch(FileTime modified) {
        meta = meta.at(modified);
        metaDirty = true;
    }

    Map<String, byte[]> labels() {
        return meta.labels();
    }

    void label(String name, byte[] value) {
        meta = meta.labelled(name, value);
        metaDirty = true;
    }

    void unlabel(String name) {
        meta = meta.unlabelled(name);
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
        meta = meta.written(at, now);
        metaDirty = true;
    }

    /** Makes it shorter. */
    void truncate(long size, FileTime now) {
        if (size < mediaMeta.size()) {
            cut = Math.min(cut, size);
        }
        int pages = Pages.holding(size);
        dirty.clear(pages, Math.max(pages, seen.length));
        Pages.dropAfter(seen, size);
        meta = meta.sized(size).at(now);
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
            byte[] bytes = page >= seen.length ? null : direct && !dirty.get(page) ? onMedia(page) : seen[page];
            into.put(bytes == null ? Pages.ZEROS : bytes, start, length);
            at += length;
        }
        return (int) (end - position);
    }

    /** Without what a truncation that was not forced cuts off: that is not the file's any more. */
    private byte @Nullable [] onMedia(int page) {
        byte[][] kept = {media[page]};
        if (cut != NOT_CUT) {
            Pages.dropAfter(kept, Math.max(0, cut - (long) page * PAGE));
        }
        return kept[0];
    }

    /**
     * @param metadata whether the time and the labels are forced too; the size always is
     */
    void force(boolean metadata) {
        cutMedia();
        dirty.stream().forEach(page -> media[page] = seen[page]);
        dirty.clear();
        if (metaDirty && metadata) {
            mediaMeta = meta;
            metaDirty = false;
        } else if (metaDirty) {
            mediaMeta = mediaMeta.sized(meta.size());
        }
    }

    /** What was dirty counts as clean, and never came to the media; a truncation is left to the next force. */
    void lose() {
        dirty.clear();
        metaDirty = cut != NOT_CUT;
    }

    /** The power goes in the middle of a force. */
    void forceHalf(RandomGenerator random) {
        if (cut != NOT_CUT && random.nextBoolean()) {
            keepTruncationAlone();
        }
        int owned = Pages.holding(cut);
        dirty.stream()
                .filter(page -> page < owned)
                .filter(page -> random.nextBoolean())
                .forEach(page -> media[page] = seen[page]);
    }

    @Override
    void cutPower(Survival survival, RandomGenerator random) {
        boolean keepMeta;
        if (cut == NOT_CUT) {
            tear(survival, random);
            keepMeta = switch (survival) {
                case ALL_KEPT -> true;
                case ALL_LOST -> false;
                case TORN, RANDOM -> random.nextBoolean();
            };
        } else {
            keepMeta = survivesTruncation(survival, random);
            tear(survival, random);
        }
        if (metaDirty && keepMeta) {
            mediaMeta = meta;
        }
        metaDirty = false;
        meta = mediaMeta;
        Pages.dropAfter(media, meta.size());
        seen = media.clone();
    }

    private void tear(Survival survival, RandomGenerator random) {
        dirty.stream().forEach(page -> media[page] = Pages.survivor(media[page], seen[page], survival, random));
        dirty.clear();
    }

    /** The truncation is lost, or kept alone, or kept with all that is known of the file now; says whether with all. */
    private boolean survivesTruncation(Survival survival, RandomGenerator random) {
        int kept = switch (survival) {
            case ALL_LOST -> 0;
            case TORN -> 1;
            case ALL_KEPT -> 2;
            case RANDOM -> random.nextInt(3);
        };
        switch (kept) {
            case 0 -> {
                // What was written beyond the cut lies in blocks that the file does not own on the media.
                dirty.clear(Pages.holding(cut), Math.max(Pages.holding(cut), seen.length));
                cut = NOT_CUT;
            }
            case 1 -> keepTruncationAlone();
            default -> cutMedia();
        }
        return kept == 2;
    }

    private void keepTruncationAlone() {
        mediaMeta = mediaMeta.sized(cut).at(meta.modified());
        cutMedia();
    }

    private void cutMedia() {
        if (cut != NOT_CUT) {
            Pages.dropAfter(media, cut);
            cut = NOT_CUT;
        }
    }

    /** Puts back what an earlier copy of {@link #media} had. */
    void rollBack(FileNode to) {
        media = to.media.clone();
        seen = media.clone();
        meta = to.mediaMeta;
        mediaMeta = meta;
        metaDirty = false;
        cut = NOT_CUT;
        dirty.clear();
    }

    @Override
    FileNode media() {
        FileNode copy = new FileNode(inode(), made(), mediaMeta);
        copy.media = media.clone();
        copy.seen = copy.media.clone();
        return copy;
    }
}
