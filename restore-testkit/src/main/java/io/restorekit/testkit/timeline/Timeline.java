package io.restorekit.testkit.timeline;

import io.restorekit.testkit.timeline.TimelineStory.Band;
import io.restorekit.testkit.timeline.TimelineStory.Event;
import io.restorekit.testkit.timeline.TimelineStory.Finding;
import io.restorekit.testkit.timeline.TimelineStory.Note;
import io.restorekit.testkit.timeline.TimelineStory.Point;
import io.restorekit.testkit.timeline.TimelineStory.State;
import io.restorekit.testkit.timeline.TimelineStory.Twice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes down what happens, while it does. It has no clock: each call says when, as a time since the beginning, virtual or
 * real. Calls of several threads may come in any order; the story has them in the order of time. Thread-safe.
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
    private final Consumer<String> listener;
    private final List<Open> open = new ArrayList<>();
    private final List<Closed> closed = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Point> points = new ArrayList<>();
    private final List<Point> claims = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<Entered> states = new ArrayList<>();
    private final List<Twice> twice = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> fetched = new HashSet<>();
    private long fetchedBytes;
    private int life;

    private record Entered(Duration at, String state) {
        Entered {
            TimelineStory.checkNotNegative(at);
            Objects.requireNonNull(state);
        }
    }

    private record Closed(Duration at, String lane) {
        Closed {
            TimelineStory.checkNotNegative(at);
            Objects.requireNonNull(lane);
        }
    }

    private static final class Open {
        private final Duration from;
        private final String lane;
        private final String what;
        private Duration to = Duration.ofNanos(Long.MAX_VALUE);

        Open(Duration from, String lane, String what) {
            TimelineStory.checkNotNegative(from);
            this.from = from;
            this.lane = Objects.requireNonNull(lane);
            this.what = Objects.requireNonNull(what);
        }
    }

    /** Nothing has happened yet. */
    public Timeline() {
        this(line -> {});
    }

    /** Nothing has happened yet. The listener is told each line of the text as it is recorded, one at a time. */
    public Timeline(Consumer<String> listener) {
        this.listener = Objects.requireNonNull(listener);
    }

    /** From now on something is amiss in this lane. */
    public synchronized void begins(Duration at, String lane, String what) {
        Open band = new Open(at, lane, what);
        closed.stream()
                .filter(end -> end.lane().equals(lane) && end.at().compareTo(at) > 0)
                .map(Closed::at)
                .min(Comparator.naturalOrder())
                .ifPresent(end -> band.to = end);
        open.add(band);
        tell(TimelineText.begins(at, lane, what));
    }

    /** What was amiss in this lane is over; nothing where nothing was. */
    public synchronized void ends(Duration at, String lane) {
        closed.add(new Closed(at, lane));
        open.stream()
                .filter(band -> band.lane.equals(lane) && band.from.compareTo(at) <= 0 && band.to.compareTo(at) > 0)
                .forEach(band -> {
                    band.to = at;
                    tell(TimelineText.ends(at, lane, band.what));
                });
    }

    /** Something happens. */
    public synchronized void marks(Duration at, Mark mark, String text) {
        events.add(new Event(at, mark, text));
        tell(TimelineText.line(at, mark.word(), text));
    }

    /** Worth a line in the text and in the table; it is not drawn. */
    public synchronized void notes(Duration at, String where, String what) {
        notes.add(new Note(at, where, what));
        tell(TimelineText.line(at, where, what));
    }

    /** The restore begins anew: what it says of its progress from now on is another life's. */
    public synchronized void lives(Duration at) {
        life++;
    }

    /** How far it is. */
    public synchronized void progress(Duration at, long doneBytes, long totalBytes) {
        points.add(new Point(at, life, doneBytes, totalBytes));
    }

    /** How much of it the restore claims to be durable. */
    public synchronized void claims(Duration at, long claimedBytes, long totalBytes) {
        claims.add(new Point(at, life, claimedBytes, totalBytes));
    }

    /** What it is doing from now on; the empty name says that nothing is. */
    public synchronized void state(Duration at, String state) {
        boolean other =
                states.isEmpty() || !states.get(states.size() - 1).state().equals(state);
        states.add(new Entered(at, state));
        if (other && !state.isEmpty()) {
            tell(TimelineText.line(at, TimelineText.STATE, state));
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

    /** All of it, with an end. What is still amiss is so until then; what came later is left out. */
    public synchronized TimelineStory story(String title, String subtitle, Duration end) {
        List<Band> bands = until(end, open, band -> band.from).stream()
                .map(band -> new Band(band.lane, band.from, min(band.to, end), band.what))
                .toList();
        return new TimelineStory(
                title,
                subtitle,
                end,
                bands,
                until(end, events, Event::at),
                until(end, points, Point::at),
                until(end, claims, Point::at),
                spans(end),
                until(end, notes, Note::at),
                fetchedBytes,
                until(end, twice, Twice::at),
                findings);
    }

    private List<State> spans(Duration end) {
        List<Entered> entered = new ArrayList<>();
        for (Entered one : until(end, states, Entered::at)) {
            if (entered.isEmpty() || !entered.get(entered.size() - 1).state().equals(one.state())) {
                entered.add(one);
            }
        }
        List<State> spans = new ArrayList<>();
        for (int i = 0; i < entered.size(); i++) {
            Duration to = i + 1 < entered.size() ? entered.get(i + 1).at() : end;
            spans.add(new State(entered.get(i).at(), to, entered.get(i).state()));
        }
        return spans;
    }

    private void tell(TimelineText.Line line) {
        listener.accept(line.toString());
    }

    private static <T> List<T> until(Duration end, List<T> all, Function<T, Duration> at) {
        return all.stream()
                .filter(one -> at.apply(one).compareTo(end) <= 0)
                .sorted(Comparator.comparing(at))
                .toList();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
