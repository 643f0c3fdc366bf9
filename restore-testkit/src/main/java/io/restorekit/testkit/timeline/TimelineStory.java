package io.restorekit.testkit.timeline;

import java.time.Duration;
import java.util.List;

/**
 * What happened in a run. All instants are since its beginning, and none is after its end.
 *
 * @param title what was run
 * @param subtitle more of it, such as its seed; may be empty
 * @param end when it was over
 * @param bands what was amiss, from when to when, in the order in which it began
 * @param events what happened, in order
 * @param points how far it was, in order
 * @param states what it was doing, in order, without gaps
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
        List<State> states,
        long fetchedBytes,
        List<Twice> twice,
        List<Finding> findings) {

    public TimelineStory {
        bands = List.copyOf(bands);
        events = List.copyOf(events);
        points = List.copyOf(points);
        states = List.copyOf(states);
        twice = List.copyOf(twice);
        findings = List.copyOf(findings);
    }

    /** Something was so for a while. */
    public record Band(String lane, Duration from, Duration to, String what) {}

    /** Something happened at an instant. */
    public record Event(Duration at, Mark mark, String text) {}

    /** How far a life of the restore was: each life begins a line of its own. */
    public record Point(Duration at, int life, long doneBytes, long totalBytes) {
        /** From 0 to 1; 0 where nothing is known. */
        public double share() {
            return totalBytes == 0 ? 0 : Math.min(1, (double) doneBytes / totalBytes);
        }
    }

    /** What it was doing for a while. */
    public record State(Duration from, Duration to, String name) {}

    /** Bytes that came once more. */
    public record Twice(Duration at, String key, long bytes) {}

    /** A check, and whether it held. */
    public record Finding(Result result, String sentence) {
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

    /** One line for each thing that happened: instant, where, what. */
    @Override
    public String toString() {
        return TimelineText.of(this);
    }
}
