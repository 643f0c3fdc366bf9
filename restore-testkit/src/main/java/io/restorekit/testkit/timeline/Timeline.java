package io.restorekit.testkit.timeline;

import io.restorekit.testkit.timeline.TimelineStory.Band;
import io.restorekit.testkit.timeline.TimelineStory.Event;
import io.restorekit.testkit.timeline.TimelineStory.Finding;
import io.restorekit.testkit.timeline.TimelineStory.Point;
import io.restorekit.testkit.timeline.TimelineStory.State;
import io.restorekit.testkit.timeline.TimelineStory.Twice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes down what happens, while it does. It has no clock: each call says when, as a time since the beginning, virtual or
 * real. Thread-safe.
 *
 * <pre>{@code
 * Timeline timeline = new Timeline();
 * timeline.begins(at, "DNS", "no answer");
 * timeline.marks(at, Mark.KILL, "SIGKILL at 40 %");
 * timeline.ends(later, "DNS");
 * Files.writeString(page, TimelinePage.of(timeline.story("Drill", "", end)));
 * }</pre>
 */
public final class Timeline {
    private final List<Open> open = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Point> points = new ArrayList<>();
    private final List<Entered> states = new ArrayList<>();
    private final List<Twice> twice = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> fetched = new HashSet<>();
    private long fetchedBytes;
    private int life;

    private record Entered(Duration at, String state) {}

    private static final class Open {
        private final Duration from;
        private final String lane;
        private final String what;
        private Duration to = Duration.ofNanos(Long.MAX_VALUE);

        Open(Duration from, String lane, String what) {
            this.from = from;
            this.lane = lane;
            this.what = what;
        }
    }

    /** Nothing has happened yet. */
    public Timeline() {}

    /** From now on something is amiss in this lane. */
    public synchronized void begins(Duration at, String lane, String what) {
        open.add(new Open(at, lane, what));
    }

    /** What was amiss in this lane is over; nothing where nothing was. */
    public synchronized void ends(Duration at, String lane) {
        open.stream()
                .filter(band -> band.lane.equals(lane) && band.to.compareTo(at) > 0)
                .forEach(band -> band.to = at);
    }

    /** Something happens. */
    public synchronized void marks(Duration at, Mark mark, String text) {
        events.add(new Event(at, mark, text));
    }

    /** The restore begins anew: what it says of its progress from now on is another life's. */
    public synchronized void lives(Duration at) {
        life++;
    }

    /** How far it is. */
    public synchronized void progress(Duration at, long doneBytes, long totalBytes) {
        points.add(new Point(at, life, doneBytes, totalBytes));
    }

    /** What it is doing from now on; the empty name says that nothing is. */
    public synchronized void state(Duration at, String state) {
        if (states.isEmpty() || !states.get(states.size() - 1).state().equals(state)) {
            states.add(new Entered(at, state));
        }
    }

    /** An object has come from the backup target. */
    public synchronized void fetched(Duration at, String key, long bytes) {
        fetchedBytes += bytes;
        if (!fetched.add(key)) {
            twice.add(new Twice(at, key, bytes));
        }
    }

    /** What came until now counts as never fetched. */
    public synchronized void forgetsFetches() {
        fetched.clear();
        twice.clear();
        fetchedBytes = 0;
    }

    /** Something was checked. */
    public synchronized void finds(Finding.Result result, String sentence) {
        findings.add(new Finding(result, sentence));
    }

    /** All of it, with an end. What is still amiss is so until then. */
    public synchronized TimelineStory story(String title, String subtitle, Duration end) {
        List<Band> bands = open.stream()
                .map(band -> new Band(band.lane, min(band.from, end), min(band.to, end), band.what))
                .toList();
        List<State> spans = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            Duration to = i + 1 < states.size() ? states.get(i + 1).at() : end;
            spans.add(new State(
                    min(states.get(i).at(), end), min(to, end), states.get(i).state()));
        }
        List<Event> until =
                events.stream().filter(event -> event.at().compareTo(end) <= 0).toList();
        List<Point> far =
                points.stream().filter(point -> point.at().compareTo(end) <= 0).toList();
        return new TimelineStory(title, subtitle, end, bands, until, far, spans, fetchedBytes, twice, findings);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
