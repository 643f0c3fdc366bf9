package io.restorekit.testkit.timeline;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The contrast of two colours as WCAG 2 defines it: from 1 to 21. */
final class Contrast {
    private static final Pattern RGB = Pattern.compile("rgba?\\((\\d+), (\\d+), (\\d+)\\)");

    private Contrast() {}

    /** Colours as {@code getComputedStyle} writes opaque ones. */
    static double of(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(String colour) {
        MatchResult rgb = RGB.matcher(colour)
                .results()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no opaque colour: " + colour));
        return 0.2126 * linear(rgb.group(1)) + 0.7152 * linear(rgb.group(2)) + 0.0722 * linear(rgb.group(3));
    }

    private static double linear(String channel) {
        double value = Integer.parseInt(channel) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
