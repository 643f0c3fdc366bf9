package io.restorekit.testkit.timeline;

import io.restorekit.testkit.timeline.TimelineStory.Band;
import io.restorekit.testkit.timeline.TimelineStory.State;
import io.restorekit.testkit.timeline.TimelineStory.Twice;
import java.time.Duration;
import java.util.List;

/** Rows of rectangles below the curve: what was amiss, lane by lane, what the restore was doing, what came twice. */
final class Lanes {
    private static final double ROW = 28;
    private static final double HEIGHT = 20;

    /** An average glyph of the picture's small font, a little on the wide side: what does not fit is not written. */
    private static final double GLYPH = 7.2;

    private final Xml svg;
    private final Axis axis;
    private double y;

    Lanes(Xml svg, Axis axis, double top) {
        this.svg = svg;
        this.axis = axis;
        this.y = top;
    }

    /** Where the next row begins. */
    double bottom() {
        return y;
    }

    void bands(List<Band> bands) {
        for (String lane : bands.stream().map(Band::lane).distinct().toList()) {
            label(lane);
            for (Band band : bands) {
                if (band.lane().equals(lane)) {
                    rectangle("band", band.from(), band.to(), band.what(), lane);
                }
            }
            y += ROW;
        }
        svg.line();
    }

    void states(List<State> states) {
        if (states.isEmpty()) {
            return;
        }
        label("state");
        for (int i = 0; i < states.size(); i++) {
            State state = states.get(i);
            if (!state.name().isEmpty()) {
                rectangle(i % 2 == 0 ? "state" : "state other", state.from(), state.to(), state.name(), "state");
            }
        }
        y += ROW;
        svg.line();
    }

    void twice(List<Twice> twice) {
        if (twice.isEmpty()) {
            return;
        }
        label("fetched twice");
        for (Twice one : twice) {
            double x = axis.x(one.at());
            svg.open(
                            "line",
                            "class",
                            "twice",
                            "data-at",
                            one.at().toMillis(),
                            "x1",
                            x,
                            "x2",
                            x,
                            "y1",
                            y,
                            "y2",
                            y + HEIGHT)
                    .element("title", Times.print(one.at()) + ": " + Times.bytes(one.bytes()) + " of " + one.key())
                    .close("line");
        }
        y += ROW;
        svg.line();
    }

    private void label(String name) {
        svg.element("text", shortened(name), "class", "lane", "x", Axis.LEFT - 10, "y", y + 14, "text-anchor", "end");
    }

    private static String shortened(String name) {
        int most = (int) ((Axis.LEFT - 14) / GLYPH);
        return name.codePointCount(0, name.length()) <= most
                ? name
                : name.substring(0, name.offsetByCodePoints(0, most - 1)) + "…";
    }

    private void rectangle(String kind, Duration from, Duration to, String text, String lane) {
        double left = axis.x(from);
        double width = Math.max(1.5, axis.x(to) - left);
        svg.open("g", "class", kind, "data-lane", lane, "data-from", from.toMillis(), "data-to", to.toMillis());
        svg.element("title", text + ": " + Times.print(from) + " to " + Times.print(to));
        svg.empty("rect", "x", left, "y", y, "width", width, "height", HEIGHT, "rx", Math.min(3, width / 2));
        if (text.length() * GLYPH < width) {
            svg.element("text", text, "x", left + width / 2, "y", y + 14, "text-anchor", "middle");
        }
        svg.close("g");
    }
}
