package io.restorekit.backup;

import java.util.Arrays;

/**
 * What every block of a volume holds: a digest, zeros, or nobody knows. The manifest of a backup is one without
 * unknowns; what a volume is believed to hold is another. Immutable and thread-safe.
 *
 * <p>Packed: 32 bytes for a block with a digest, in pages of {@value #PAGE} blocks; a page that is all zero or all
 * unknown costs a reference. A full 1 TiB volume in blocks of 2 MiB takes 16 MiB.
 */
public final class BlockMap {
    /** Blocks a page. */
    static final int PAGE = 1024;

    /** The most blocks a map may have: 128 TiB in blocks of 2 MiB. A page table of this size is 512 KiB. */
    public static final int MOST_BLOCKS = 1 << 26;

    private static final byte[] ZERO_PAGE = new byte[PAGE * Digest.BYTES];
    private static final byte[] UNKNOWN_PAGE = filled((byte) 0xff);

    private final int blockSize;
    private final long volumeSize;
    private final byte[][] pages;

    private BlockMap(int blockSize, long volumeSize, byte[][] pages) {
        this.blockSize = blockSize;
        this.volumeSize = volumeSize;
        this.pages = pages;
    }

    public static BlockMap allZero(int blockSize, long volumeSize) {
        return new Builder(blockSize, volumeSize).build();
    }

    public static BlockMap allUnknown(int blockSize, long volumeSize) {
        return new Builder(blockSize, volumeSize)
                .unknown(0, count(blockSize, volumeSize))
                .build();
    }

    public int blockSize() {
        return blockSize;
    }

    /** The bytes that the map covers; the last block may be cut short by it. */
    public long volumeSize() {
        return volumeSize;
    }

    public int blocks() {
        return count(blockSize, volumeSize);
    }

    /** Where a block begins. */
    public long offset(int block) {
        return (long) block * blockSize;
    }

    /** The length of a block: the block size, but for a last one that the volume's end cuts short. */
    public int length(int block) {
        return (int) Math.min(blockSize, volumeSize - offset(block));
    }

    public Content content(int block) {
        byte[] page = pages[block / PAGE];
        int at = block % PAGE * Digest.BYTES;
        if (page == ZERO_PAGE || same(page, at, ZERO_PAGE)) {
            return Content.Zero.INSTANCE;
        }
        if (page == UNKNOWN_PAGE || same(page, at, UNKNOWN_PAGE)) {
            return Content.Unknown.INSTANCE;
        }
        return new Content.Data(Digest.of(page, at));
    }

    public boolean isUnknown(int block) {
        return same(pages[block / PAGE], block % PAGE * Digest.BYTES, UNKNOWN_PAGE);
    }

    /** Whether both maps know that the block holds the same. Both have the same block size. */
    public boolean agrees(int block, BlockMap other) {
        byte[] mine = pages[block / PAGE];
        byte[] theirs = other.pages[block / PAGE];
        return (mine == theirs || same(mine, block % PAGE * Digest.BYTES, theirs)) && !isUnknown(block);
    }

    /** The first block from {@code from} on where the maps do not {@link #agrees agree}; {@link #blocks} if none. */
    public int nextDifference(int from, BlockMap other) {
        int blocks = blocks();
        int block = from;
        while (block < blocks) {
            byte[] page = pages[block / PAGE];
            if (page == other.pages[block / PAGE] && page == ZERO_PAGE) {
                block = (block / PAGE + 1) * PAGE;
            } else if (agrees(block, other)) {
                block++;
            } else {
                return block;
            }
        }
        return blocks;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockMap map
                && blockSize == map.blockSize
                && volumeSize == map.volumeSize
                && Arrays.deepEquals(pages, map.pages);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(pages) * 31 + Long.hashCode(volumeSize);
    }

    @Override
    public String toString() {
        return "BlockMap[" + blocks() + " blocks of " + blockSize + "]";
    }

    int pages() {
        return pages.length;
    }

    /** The digests of a page, one after the other; not to be changed. Zero bytes stand for zero, 0xff for unknown. */
    byte[] page(int index) {
        return pages[index];
    }

    /** The blocks that a page holds: {@link #PAGE}, but for a last one. */
    int blocksIn(int page) {
        return Math.min(PAGE, blocks() - page * PAGE);
    }

    static boolean isZero(byte[] page) {
        return page == ZERO_PAGE;
    }

    static boolean isUnknown(byte[] page) {
        return page == UNKNOWN_PAGE;
    }

    private static boolean same(byte[] page, int at, byte[] other) {
        return Arrays.equals(page, at, at + Digest.BYTES, other, at, at + Digest.BYTES);
    }

    private static int count(int blockSize, long volumeSize) {
        return Math.toIntExact((volumeSize + blockSize - 1) / blockSize);
    }

    private static byte[] filled(byte value) {
        byte[] page = new byte[PAGE * Digest.BYTES];
        Arrays.fill(page, value);
        return page;
    }

    /** Collects what the blocks hold; all are zero at first. Not thread-safe. */
    public static final class Builder {
        private final int blockSize;
        private final long volumeSize;
        private final byte[][] pages;
        private boolean built;

        /**
         * @throws IllegalArgumentException if the sizes are out of the bounds that the class names
         */
        public Builder(int blockSize, long volumeSize) {
            if (Integer.bitCount(blockSize) != 1 || blockSize < 1 << 16 || blockSize > 1 << 26) {
                throw new IllegalArgumentException(
                        "block size " + blockSize + " is no power of two in 64 KiB … 64 MiB");
            }
            if (volumeSize < 0 || volumeSize > (long) MOST_BLOCKS * blockSize) {
                throw new IllegalArgumentException(
                        "volume size " + volumeSize + " is more than " + MOST_BLOCKS + " blocks");
            }
            this.blockSize = blockSize;
            this.volumeSize = volumeSize;
            this.pages = new byte[(count(blockSize, volumeSize) + PAGE - 1) / PAGE][];
            Arrays.fill(pages, ZERO_PAGE);
        }

        /** Starts from what another map of the same sizes holds. */
        public Builder(BlockMap from) {
            this.blockSize = from.blockSize;
            this.volumeSize = from.volumeSize;
            this.pages = from.pages.clone();
            for (int i = 0; i < pages.length; i++) {
                pages[i] = shared(pages[i]) ? pages[i] : pages[i].clone();
            }
        }

        public Builder set(int block, Content content) {
            if (content instanceof Content.Data data) {
                data.digest().copyTo(page(block), block % PAGE * Digest.BYTES);
                return this;
            }
            byte[] value = content instanceof Content.Zero ? ZERO_PAGE : UNKNOWN_PAGE;
            if (pages[block / PAGE] != value) {
                System.arraycopy(value, 0, page(block), block % PAGE * Digest.BYTES, Digest.BYTES);
            }
            return this;
        }

        int blocks() {
            return count(blockSize, volumeSize);
        }

        /** Takes the first {@code blocks} digests of a whole page, in the form of {@link BlockMap#page}. */
        Builder page(int index, byte[] digests, int blocks) {
            byte[] page = new byte[PAGE * Digest.BYTES];
            System.arraycopy(digests, 0, page, 0, blocks * Digest.BYTES);
            pages[index] = page;
            return this;
        }

        /** Takes what another map of the same block size says of one block. */
        public Builder copy(int block, BlockMap from) {
            byte[] source = from.pages[block / PAGE];
            if (source != pages[block / PAGE]) {
                int at = block % PAGE * Digest.BYTES;
                System.arraycopy(source, at, page(block), at, Digest.BYTES);
            }
            return this;
        }

        /** Nobody knows what the blocks {@code from} (inclusive) to {@code to} (exclusive) hold. */
        public Builder unknown(int from, int to) {
            int block = from;
            while (block < to) {
                if (block % PAGE == 0 && to - block >= PAGE) {
                    pages[block / PAGE] = UNKNOWN_PAGE;
                    block += PAGE;
                } else {
                    set(block++, Content.Unknown.INSTANCE);
                }
            }
            return this;
        }

        /** Ends the collecting; the builder cannot be used again. Pages that hold one thing throughout are shared. */
        public BlockMap build() {
            if (built) {
                throw new IllegalStateException("built already");
            }
            built = true;
            for (int i = 0; i < pages.length; i++) {
                if (Arrays.equals(pages[i], ZERO_PAGE)) {
                    pages[i] = ZERO_PAGE;
                } else if (Arrays.equals(pages[i], UNKNOWN_PAGE)) {
                    pages[i] = UNKNOWN_PAGE;
                }
            }
            return new BlockMap(blockSize, volumeSize, pages);
        }

        private byte[] page(int block) {
            int index = block / PAGE;
            if (shared(pages[index])) {
                pages[index] = pages[index].clone();
            }
            return pages[index];
        }

        private static boolean shared(byte[] page) {
            return page == ZERO_PAGE || page == UNKNOWN_PAGE;
        }
    }
}
