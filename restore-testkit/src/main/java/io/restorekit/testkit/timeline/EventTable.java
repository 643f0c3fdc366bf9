package io.restorekit.testkit.timeline;

import io.restorekit.testkit.timeline.TimelineStory.Point;
import io.restorekit.testkit.timeline.TimelineStory.Twice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that the picture shows, in words: the lines of the text, how far the restore was, and what came twice. */
final class EventTable {
    /** What came twice beyond so much is counted. */
    private static final int MOST_TWICE = 200;

    private static final int STEPS = 10;

    private EventTable() {}

    static void draw(Xml page, TimelineStory story) {
        page.raw("<table>\n<caption>All that happened</caption>\n<thead><tr>");
        page.element("th", "When", "scope", "col").element("th", "Where", "scope", "col");
        page.element("th", "What", "scope", "col").raw("</tr></thead>\n<tbody>\n");
        for (TimelineText.Line line : lines(story)) {
            page.open("tr")
                    .element("td", Times.print(line.at()))
                    .element("td", line.where())
                    .element("td", line.what())
                    .close("tr")
                    .line();
        }
        page.raw("</tbody>\n</table>\n");
        int more = story.twice().size() - MOST_TWICE;
        if (more > 0) {
            page.element("p", "And " + more + " more objects were fetched twice.")
                    .line();
        }
    }

    private static List<TimelineText.Line> lines(TimelineStory story) {
        List<TimelineText.Line> lines = new ArrayList<>(TimelineText.lines(story));
        milestones(lines, "done", story.points());
        milestones(lines, "claimed", story.claims());
        for (Twice one : story.twice().stream().limit(MOST_TWICE).toList()) {
            lines.add(TimelineText.line(one.at(), "fetched twice", Times.bytes(one.bytes()) + ", " + one.key()));
        }
        lines.sort(Comparator.comparing(TimelineText.Line::at));
        return lines;
    }

    /** The first and the last point of each life, and the first of each tenth. */
    private static void milestones(List<TimelineText.Line> lines, String where, List<Point> points) {
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            boolean first = i == 0 || points.get(i - 1).life() != point.life();
            boolean last = i + 1 == points.size() || points.get(i + 1).life() != point.life();
            if (first || last || tenth(point) != tenth(points.get(i - 1))) {
                lines.add(TimelineText.line(
                        point.at(), where, Times.bytes(point.doneBytes()) + " of " + Times.bytes(point.totalBytes())));
            }
        }
    }

    private static int tenth(Point point) {
        return (int) (point.share() * STEPS);
    }
}
