package io.restorekit.testkit.timeline;

import io.restorekit.testkit.timeline.TimelineStory.Band;
import io.restorekit.testkit.timeline.TimelineStory.Event;
import io.restorekit.testkit.timeline.TimelineStory.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happened, line by line, in the order of time. */
final class TimelineText {
    private TimelineText() {}

    /** A line: when, where, what. */
    record Line(Duration at, String where, String what) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%10.1f s  %-14s %s", at.toMillis() / 1e3, where, what);
        }
    }

    static String of(TimelineStory story) {
        return lines(story).stream().map(Line::toString).collect(Collectors.joining("\n"));
    }

    /** All of them. */
    static List<Line> lines(TimelineStory story) {
        List<Line> lines = new ArrayList<>();
        for (Band band : story.bands()) {
            lines.add(new Line(band.from(), band.lane(), band.what() + " begins"));
            if (band.to().compareTo(story.end()) < 0) {
                lines.add(new Line(band.to(), band.lane(), band.what() + " ends"));
            }
        }
        for (Event event : story.events()) {
            lines.add(new Line(event.at(), event.mark().word(), event.text()));
        }
        for (State state : story.states()) {
            if (!state.name().isEmpty()) {
                lines.add(new Line(state.from(), "state", state.name()));
            }
        }
        lines.sort(Comparator.comparing(Line::at));
        return lines;
    }
}
