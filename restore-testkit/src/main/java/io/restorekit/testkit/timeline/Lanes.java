package io.restorekit.testkit.timeline;

import io.restorekit.testkit.timeline.TimelineStory.Band;
import io.restorekit.testkit.timeline.TimelineStory.State;
import io.restorekit.testkit.timeline.TimelineStory.Twice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rows of rectangles below the curve: what was amiss, lane by lane, what the restore was doing, what came twice. */
final class Lanes {
    private static final double ROW = 28;
    private static final double HEIGHT = 20;

    /** What is shorter is widened to this, to both sides, so that it is seen at all. */
    private static final double THINNEST = 1;

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

    /** Bands of a lane that overlap lie below each other. */
    void bands(List<Band> bands) {
        for (String lane : bands.stream().map(Band::lane).distinct().toList()) {
            label(lane);
            List<Duration> taken = new ArrayList<>();
            for (Band band : bands) {
                if (band.lane().equals(lane)) {
                    double row = y + ROW * free(taken, band);
                    rectangle("band", row, band.from(), band.to(), band.what(), lane);
                }
            }
            y += ROW * taken.size();
        }
        svg.line();
    }

    private static int free(List<Duration> taken, Band band) {
        int row = 0;
        while (row < taken.size() && taken.get(row).compareTo(band.from()) > 0) {
            row++;
        }
        if (row == taken.size()) {
            taken.add(band.to());
        } else {
            taken.set(row, band.to());
        }
        return row;
    }

    void states(List<State> states) {
        if (states.isEmpty()) {
            return;
        }
        label("state");
        for (int i = 0; i < states.size(); i++) {
            State state = states.get(i);
            if (!state.name().isEmpty()) {
                rectangle(i % 2 == 0 ? "state" : "state other", y, state.from(), state.to(), state.name(), "state");
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
        String text = Glyphs.fitted(name, Axis.LEFT - 14);
        svg.element("text", text, "class", "lane", "x", Axis.LEFT - 10, "y", y + 14, "text-anchor", "end");
    }

    private void rectangle(String kind, double top, Duration from, Duration to, String text, String lane) {
        double exact = axis.x(to) - axis.x(from);
        double width = Math.max(THINNEST, exact);
        double left = axis.x(from) - (width - exact) / 2;
        svg.open("g", "class", kind, "data-lane", lane, "data-from", from.toMillis(), "data-to", to.toMillis());
        svg.element("title", text + ": " + Times.print(from) + " to " + Times.print(to));
        svg.empty("rect", "x", left, "y", top, "width", width, "height", HEIGHT, "rx", Math.min(3, width / 2));
        String inside = Glyphs.fitted(text, width - 8);
        if (!inside.isEmpty()) {
            svg.element("text", inside, "x", left + width / 2, "y", top + 14, "text-anchor", "middle");
        }
        svg.close("g");
    }
}
