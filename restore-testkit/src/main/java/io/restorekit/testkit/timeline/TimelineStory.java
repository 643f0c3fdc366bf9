package io.restorekit.testkit.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What happened in a run. All instants are since its beginning, and none is after its end.
 *
 * @param title what was run
 * @param subtitle more of it, such as its seed; may be empty
 * @param end when it was over
 * @param bands what was amiss, from when to when, in the order in which it began
 * @param events what happened, in order
 * @param points how far it was, in order
 * @param claims how much of it was claimed to be durable, in order
 * @param states what it was doing, in order, without gaps
 * @param notes what is worth a line and is not drawn, in order
 * @param fetchedBytes all that came from the backup target
 * @param twice when bytes came that had come before, in order
 * @param findings what was checked
 */
public record TimelineStory(
        String title,
        String subtitle,
        Duration end,
        List<Band> bands,
        List<Event> events,
        List<Point> points,
        List<Point> claims,
        List<State> states,
        List<Note> notes,
        long fetchedBytes,
        List<Twice> twice,
        List<Finding> findings) {

    public TimelineStory {
        Objects.requireNonNull(title);
        Objects.requireNonNull(subtitle);
        checkNotNegative(end);
        bands = List.copyOf(bands);
        events = List.copyOf(events);
        points = List.copyOf(points);
        claims = List.copyOf(claims);
        states = List.copyOf(states);
        notes = List.copyOf(notes);
        twice = List.copyOf(twice);
        findings = List.copyOf(findings);
    }

    /** Something was so for a while. */
    public record Band(String lane, Duration from, Duration to, String what) {
        public Band {
            Objects.requireNonNull(lane);
            checkInOrder(from, to);
            Objects.requireNonNull(what);
        }
    }

    /** Something happened at an instant. */
    public record Event(Duration at, Mark mark, String text) {
        public Event {
            checkNotNegative(at);
            Objects.requireNonNull(mark);
            Objects.requireNonNull(text);
        }
    }

    /** Something that is worth a line. */
    public record Note(Duration at, String where, String what) {
        public Note {
            checkNotNegative(at);
            Objects.requireNonNull(where);
            Objects.requireNonNull(what);
        }
    }

    /** How far a life of the restore was: each life begins a line of its own. */
    public record Point(Duration at, int life, long doneBytes, long totalBytes) {
        public Point {
            checkNotNegative(at);
            if (doneBytes < 0 || totalBytes < 0) {
                throw new IllegalArgumentException(doneBytes + " of " + totalBytes + " bytes");
            }
        }

        /** From 0 to 1; 0 where nothing is known. */
        public double share() {
            return totalBytes == 0 ? 0 : Math.min(1, (double) doneBytes / totalBytes);
        }
    }

    /** What it was doing for a while. */
    public record State(Duration from, Duration to, String name) {
        public State {
            checkInOrder(from, to);
            Objects.requireNonNull(name);
        }
    }

    /** Bytes that came once more. */
    public record Twice(Duration at, String key, long bytes) {
        public Twice {
            checkNotNegative(at);
            Objects.requireNonNull(key);
        }
    }

    /** A check, and whether it held. */
    public record Finding(Result result, String sentence) {
        public Finding {
            Objects.requireNonNull(result);
            Objects.requireNonNull(sentence);
        }

        /** Whether it held. */
        public enum Result {
            HELD,
            BROKEN,
            SKIPPED
        }
    }

    /** The bytes that came once more. */
    public long twiceBytes() {
        return twice.stream().mapToLong(Twice::bytes).sum();
    }

    /** In a sentence: what held, what befell it for how long, what came twice. */
    public String summary() {
        return Summary.of(this);
    }

    /** One line for each thing that happened: instant, where, what. */
    @Override
    public String toString() {
        return TimelineText.of(this);
    }

    static void checkNotNegative(Duration at) {
        if (at.isNegative()) {
            throw new IllegalArgumentException("an instant before the beginning: " + at);
        }
    }

    private static void checkInOrder(Duration from, Duration to) {
        checkNotNegative(from);
        if (to.compareTo(from) < 0) {
            throw new IllegalArgumentException("from " + from + " to " + to);
        }
    }
}
