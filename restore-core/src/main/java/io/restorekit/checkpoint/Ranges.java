package io.restorekit.checkpoint;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A set of block numbers, kept as ranges. Immutable. */
public final class Ranges {
    public static final Ranges NONE = new Ranges(new int[0]);

    /** First and last block of each range in turn, ascending, with a gap between two ranges. */
    private final int[] bounds;

    private Ranges(int[] bounds) {
        this.bounds = bounds;
    }

    /** The blocks in any order; duplicates count once. */
    public static Ranges of(IntStream blocks) {
        int[] sorted = blocks.sorted().distinct().toArray();
        int[] bounds = new int[2 * sorted.length];
        int used = 0;
        for (int block : sorted) {
            if (used > 0 && bounds[used - 1] == block - 1) {
                bounds[used - 1] = block;
            } else {
                bounds[used++] = block;
                bounds[used++] = block;
            }
        }
        return used == 0 ? NONE : new Ranges(Arrays.copyOf(bounds, used));
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    public boolean contains(int block) {
        int at = Arrays.binarySearch(bounds, block);
        return at >= 0 || (-at - 1) % 2 == 1;
    }

    /** The number of blocks. */
    public int count() {
        int count = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            count += bounds[i + 1] - bounds[i] + 1;
        }
        return count;
    }

    public void forEach(IntConsumer action) {
        blocks().forEach(action);
    }

    /** Ascending. */
    public IntStream blocks() {
        return IntStream.range(0, bounds.length / 2)
                .flatMap(i -> IntStream.rangeClosed(bounds[2 * i], bounds[2 * i + 1]));
    }

    /** The greatest block, or -1. */
    public int greatest() {
        return isEmpty() ? -1 : bounds[bounds.length - 1];
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Ranges parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        String[] parts = text.split(",", -1);
        int[] bounds = new int[2 * parts.length];
        int before = -2;
        for (int i = 0; i < parts.length; i++) {
            String[] ends = parts[i].split("-", -1);
            int first = number(ends[0]);
            int last = ends.length == 1 ? first : number(ends[1]);
            if (ends.length > 2 || first <= before + 1 || last < first) {
                throw new IllegalArgumentException("not ascending ranges");
            }
            bounds[2 * i] = first;
            bounds[2 * i + 1] = last;
            before = last;
        }
        return new Ranges(bounds);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ranges ranges && Arrays.equals(bounds, ranges.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** For example {@code 3,7-9}. */
    @Override
    public String toString() {
        return IntStream.range(0, bounds.length / 2)
                .mapToObj(i -> bounds[2 * i] == bounds[2 * i + 1]
                        ? "" + bounds[2 * i]
                        : bounds[2 * i] + "-" + bounds[2 * i + 1])
                .collect(Collectors.joining(","));
    }

    private static int number(String text) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not a block number");
        }
        return Integer.parseInt(text);
    }
}
