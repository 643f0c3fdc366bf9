package io.restorekit.testkit.timeline;

import io.restorekit.testkit.timeline.TimelineStory.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What happened at single instants: in the rows on top a shape, what it is where there is room, and a line down through all. */
final class Marks {
    private static final double ROW = 19;

    /** How many rows there are at most. The last has shapes alone: there, many may lie upon each other. */
    private static final int ROWS = 5;

    private static final double LONGEST = 300;
    private static final double HALF = 8;
    private static final double GAP = 6;

    private final double top;
    private final List<Placed> placed = new ArrayList<>();
    private int rows = 1;

    private record Placed(Event event, double x, int row, String text, boolean leftwards) {
        String anchor() {
            return leftwards ? "end" : "start";
        }

        double textX() {
            return leftwards ? x - HALF - 2 : x + HALF + 2;
        }
    }

    Marks(Axis axis, double top, List<Event> events) {
        this.top = top;
        double[] taken = new double[ROWS];
        Arrays.fill(taken, Double.NEGATIVE_INFINITY);
        for (Event event : events) {
            Placed one = place(event, axis.x(event.at()), taken);
            placed.add(one);
            rows = Math.max(rows, one.row() + 1);
        }
    }

    /** How much room they take. */
    double height() {
        return placed.isEmpty() ? 0 : rows * ROW;
    }

    /** The lines lie below all else. */
    void drawLines(Xml svg, double bottom) {
        placed.forEach(one -> line(svg, one, bottom));
        svg.line();
    }

    void draw(Xml svg) {
        placed.forEach(one -> shape(svg, one));
        svg.line();
    }

    /** In the first row in which its text has room; without its text where none has. */
    private static Placed place(Event event, double x, double[] taken) {
        String text = Glyphs.fitted(event.text(), LONGEST);
        double width = HALF + 2 + Glyphs.width(text);
        boolean leftwards = x + width > Axis.WIDTH - 2;
        double from = leftwards ? x - width : x - HALF;
        double to = leftwards ? x + HALF : x + width;
        for (int row = 0; row < ROWS - 1; row++) {
            if (taken[row] + GAP <= from) {
                taken[row] = to;
                return new Placed(event, x, row, text, leftwards);
            }
        }
        return new Placed(event, x, ROWS - 1, "", false);
    }

    private void line(Xml svg, Placed one, double bottom) {
        svg.empty("line", "class", "fall", "x1", one.x(), "x2", one.x(), "y1", y(one), "y2", bottom);
    }

    private void shape(Xml svg, Placed one) {
        Event event = one.event();
        svg.open(
                "g",
                "class",
                "mark " + event.mark().name().toLowerCase(Locale.ROOT),
                "data-at",
                event.at().toMillis(),
                "data-kind",
                event.mark().name());
        svg.element("title", Times.print(event.at()) + ", " + event.mark().word() + ": " + event.text());
        svg.empty(
                "path",
                "fill-rule",
                "evenodd",
                "transform",
                String.format(Locale.ROOT, "translate(%.2f,%.2f)", one.x(), y(one)),
                "d",
                event.mark().shape());
        if (!one.text().isEmpty()) {
            svg.element("text", one.text(), "x", one.textX(), "y", y(one) + 4, "text-anchor", one.anchor());
        }
        svg.close("g");
    }

    private double y(Placed one) {
        return top + ROW / 2 + one.row() * ROW;
    }
}
