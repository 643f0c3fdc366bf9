package io.restorekit.testkit.timeline;

import io.restorekit.testkit.timeline.TimelineStory.Event;
import java.util.List;
import java.util.Locale;

/** What happened at single instants: a shape in the row on top, with its number in the table, and a line down through all. */
record Marks(Axis axis, double top) {
    private static final double STACK = 17;

    /** Shapes closer than this stand below each other. */
    private static final double NEAR = 16;

    /** More than so many below each other are one. */
    private static final int DEPTH = 4;

    /** How much room they take. */
    double height() {
        return DEPTH * STACK;
    }

    void draw(Xml svg, List<Event> events, double bottom) {
        double lastX = -NEAR;
        int level = 0;
        for (Event event : events) {
            double x = axis.x(event.at());
            level = x - lastX < NEAR ? Math.min(DEPTH - 1, level + 1) : 0;
            lastX = x;
            double y = top + STACK / 2 + level * STACK;
            svg.open(
                    "g",
                    "class",
                    "mark " + event.mark().name().toLowerCase(Locale.ROOT),
                    "data-at",
                    event.at().toMillis(),
                    "data-kind",
                    event.mark().name());
            svg.element("title", Times.print(event.at()) + ": " + event.text());
            svg.empty("line", "x1", x, "x2", x, "y1", y, "y2", bottom);
            svg.empty(
                    "path",
                    "fill-rule",
                    "evenodd",
                    "transform",
                    String.format(Locale.ROOT, "translate(%.2f,%.2f)", x, y),
                    "d",
                    event.mark().shape());
            svg.close("g");
        }
        svg.line();
    }
}
