package io.restorekit.testkit.timeline;

import java.time.Duration;
import java.util.Locale;

/** Times and sizes for people. */
final class Times {
    private static final long KIB = 1_024;
    private static final long MIB = KIB * KIB;

    private Times() {}

    /** Such as {@code 0}, {@code 40 ms}, {@code 2.5 s}, {@code 20 min 3 s}, {@code 2 h 5 min}. */
    static String print(Duration time) {
        long millis = time.toMillis();
        if (millis == 0) {
            return "0";
        }
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f", millis / 1e3).replaceFirst("\\.0$", "") + " s";
        }
        long seconds = Math.round(millis / 1e3);
        return seconds < 3_600
                ? two(seconds / 60, "min", seconds % 60, "s")
                : two(seconds / 3_600, "h", seconds % 3_600 / 60, "min");
    }

    private static String two(long large, String unit, long small, String smaller) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
    }

    static String bytes(long bytes) {
        if (bytes >= MIB) {
            return String.format(Locale.ROOT, "%.1f", (double) bytes / MIB).replaceFirst("\\.0$", "") + " MiB";
        }
        return bytes >= KIB ? bytes / KIB + " KiB" : bytes + " B";
    }
}
