package io.restorekit.testkit.sim.disk;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Arrays of pages, of which one that is not there holds zeros. */
final class Pages {
    static final int SIZE = 4096;
    static final byte[] ZEROS = new byte[SIZE];
    private static final int SECTOR = 512;

    private Pages() {}

    /** How many hold so many bytes. */
    static int holding(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes / SIZE + (bytes % SIZE == 0 ? 0 : 1));
    }

    /** What lay beyond an end does not come back when the file grows again. */
    static void dropAfter(byte[][] pages, long end) {
        int used = (int) (end % SIZE);
        int last = (int) (end / SIZE);
        if (used > 0 && last < pages.length && pages[last] != null) {
            pages[last] = Arrays.copyOf(Arrays.copyOf(pages[last], used), SIZE);
        }
        int first = holding(end);
        if (first < pages.length) {
            Arrays.fill(pages, first, pages.length, null);
        }
    }

    /** What a power cut leaves of a page that was not forced. */
    static byte[] survivor(byte @Nullable [] media, byte @Nullable [] seen, Survival survival, RandomGenerator random) {
        int choice = switch (survival) {
            case ALL_KEPT -> 0;
            case ALL_LOST -> 1;
            case TORN -> 2;
            case RANDOM -> random.nextInt(3);
        };
        byte[] before = media == null ? ZEROS : media;
        byte[] after = seen == null ? ZEROS : seen;
        if (choice == 0) {
            return after;
        }
        return choice == 1 ? before : torn(before, after, random);
    }

    /** Sectors are written whole, in any order. */
    private static byte[] torn(byte[] before, byte[] after, RandomGenerator random) {
        byte[] mix = before.clone();
        for (int at = 0; at < SIZE; at += SECTOR) {
            if (random.nextBoolean()) {
                System.arraycopy(after, at, mix, at, SECTOR);
            }
        }
        return mix;
    }
}
