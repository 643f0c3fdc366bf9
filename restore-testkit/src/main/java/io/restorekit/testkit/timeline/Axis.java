package io.restorekit.testkit.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where instants lie in the picture: time goes from left to right, evenly.
 *
 * @param end the instant at the right edge
 */
record Axis(Duration end) {
    static final double WIDTH = 1_000;
    static final double LEFT = 132;
    static final double RIGHT = 984;

    private static final int MOST_TICKS = 9;
    private static final long[] STEPS = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        15_000,
        30_000,
        60_000,
        120_000,
        300_000,
        600_000,
        900_000,
        1_800_000,
        3_600_000,
        7_200_000,
        21_600_000,
        43_200_000,
        86_400_000
    };

    double x(Duration at) {
        double whole = Math.max(1, end.toNanos());
        return LEFT + (RIGHT - LEFT) * Math.min(1, at.toNanos() / whole);
    }

    /** Round instants, few enough that their labels have room. */
    List<Duration> ticks() {
        long step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && end.toMillis() / STEPS[i] < MOST_TICKS; i--) {
            step = STEPS[i];
        }
        while (end.toMillis() / step >= MOST_TICKS) {
            step *= 2;
        }
        List<Duration> ticks = new ArrayList<>();
        for (long at = 0; at <= end.toMillis(); at += step) {
            ticks.add(Duration.ofMillis(at));
        }
        return ticks;
    }

    /** Draws the lines of the ticks, down to there, and their labels below. */
    void draw(Xml svg, double top, double bottom) {
        for (Duration tick : ticks()) {
            double x = x(tick);
            svg.empty("line", "class", "grid", "data-at", tick.toMillis(), "x1", x, "x2", x, "y1", top, "y2", bottom);
            String label = Times.print(tick);
            double half = Glyphs.width(label) / 2;
            svg.element(
                    "text",
                    label,
                    "class",
                    "tick",
                    "x",
                    Math.min(x, WIDTH - half),
                    "y",
                    bottom + 16,
                    "text-anchor",
                    "middle");
        }
        svg.line();
    }
}
