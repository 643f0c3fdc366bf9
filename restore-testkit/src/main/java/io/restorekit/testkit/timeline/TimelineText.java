package io.restorekit.testkit.timeline;

import io.restorekit.testkit.timeline.TimelineStory.Band;
import io.restorekit.testkit.timeline.TimelineStory.Event;
import io.restorekit.testkit.timeline.TimelineStory.Note;
import io.restorekit.testkit.timeline.TimelineStory.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happened, line by line, in the order of time. */
final class TimelineText {
    static final String STATE = "state";

    private TimelineText() {}

    /** A line: when, where, what. */
    record Line(Duration at, String where, String what) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%10.1f s  %-14s %s", at.toMillis() / 1e3, shown(where), shown(what));
        }

        /** What a terminal obeys, or takes for another line, is not shown. */
        private static String shown(String text) {
            return text.replaceAll("\\R|\t", " ").replaceAll("\\p{Cc}", "\ufffd");
        }
    }

    static String of(TimelineStory story) {
        return lines(story).stream().map(Line::toString).collect(Collectors.joining("\n"));
    }

    static Line begins(Duration at, String lane, String what) {
        return line(at, lane, what + " begins");
    }

    static Line ends(Duration at, String lane, String what) {
        return line(at, lane, what + " ends");
    }

    static Line line(Duration at, String where, String what) {
        return new Line(at, where, what);
    }

    /** All of them. */
    static List<Line> lines(TimelineStory story) {
        List<Line> lines = new ArrayList<>();
        for (Band band : story.bands()) {
            lines.add(begins(band.from(), band.lane(), band.what()));
            if (band.to().compareTo(story.end()) < 0) {
                lines.add(ends(band.to(), band.lane(), band.what()));
            }
        }
        for (Event event : story.events()) {
            lines.add(line(event.at(), event.mark().word(), event.text()));
        }
        for (Note note : story.notes()) {
            lines.add(line(note.at(), note.where(), note.what()));
        }
        for (State state : story.states()) {
            if (!state.name().isEmpty()) {
                lines.add(line(state.from(), STATE, state.name()));
            }
        }
        lines.sort(Comparator.comparing(Line::at));
        return lines;
    }
}
