package io.restorekit.testkit.timeline;

import io.restorekit.testkit.timeline.TimelineStory.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * A story as one HTML page that needs nothing else: a picture over time, what was checked, and a table of all that
 * happened. It is read by day and by night, on paper, on a phone, and aloud; it has no script. The same story gives the
 * same page.
 *
 * <p>Bands and states carry {@code data-lane}, {@code data-from} and {@code data-to}, marks {@code data-at} and
 * {@code data-kind}, the lines of the ticks {@code data-at}: milliseconds since the beginning.
 */
public final class TimelinePage {
    private static final double MARKS_TOP = 6;
    private static final double CURVE_HEIGHT = 150;
    private static final double GAP = 18;
    private static final double AXIS_HEIGHT = 26;

    private TimelinePage() {}

    /** The page, in UTF-8 once it is written. */
    public static String of(TimelineStory story) {
        Xml page = new Xml();
        page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.raw("<link rel=\"icon\" href=\"data:,\">\n");
        page.element("title", story.title()).line();
        page.raw("<style>\n").raw(style()).raw("</style>\n</head>\n<body>\n<main>\n");
        page.element("h1", story.title()).line();
        if (!story.subtitle().isEmpty()) {
            page.element("p", story.subtitle(), "class", "subtitle").line();
        }
        page.element("p", story.summary(), "class", "summary").line();
        findings(page, story);
        page.raw("<figure>\n<div class=\"picture\" tabindex=\"0\">\n")
                .raw(picture(story))
                .raw("</div>\n");
        Legend.draw(page, story);
        page.raw("</figure>\n");
        EventTable.draw(page, story);
        return page.raw("</main>\n</body>\n</html>\n").toString();
    }

    private static void findings(Xml page, TimelineStory story) {
        if (story.findings().isEmpty()) {
            return;
        }
        page.open("ul", "class", "findings").line();
        for (Finding finding : story.findings()) {
            String word = finding.result().name().toLowerCase(Locale.ROOT);
            page.open("li", "class", word)
                    .element("b", word)
                    .text(" " + finding.sentence())
                    .close("li")
                    .line();
        }
        page.close("ul").line();
    }

    private static String picture(TimelineStory story) {
        Axis axis = new Axis(story.end());
        Marks marks = new Marks(axis, MARKS_TOP, story.events());
        double top = MARKS_TOP + marks.height() + GAP / 2;
        Xml rows = new Xml();
        Curve curve = new Curve(axis, top, CURVE_HEIGHT);
        curve.draw(rows, story.points(), story.claims());
        Lanes lanes = new Lanes(rows, axis, top + CURVE_HEIGHT + GAP);
        lanes.bands(story.bands());
        lanes.states(story.states());
        lanes.twice(story.twice());
        double bottom = lanes.bottom();
        Xml svg = new Xml();
        svg.open(
                "svg",
                "viewBox",
                String.format(Locale.ROOT, "0 0 %.0f %.0f", Axis.WIDTH, bottom + AXIS_HEIGHT),
                "role",
                "img",
                "aria-labelledby",
                "picture-title picture-text");
        svg.element("title", "Progress over time, with what was amiss", "id", "picture-title");
        svg.element("desc", story.summary() + " The table below has all of it.", "id", "picture-text")
                .line();
        axis.draw(svg, top, bottom);
        curve.shade(svg, story.bands());
        marks.drawLines(svg, bottom);
        svg.raw(rows.toString());
        marks.draw(svg);
        return svg.close("svg").line().toString();
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(TimelinePage.class.getResourceAsStream("timeline.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
