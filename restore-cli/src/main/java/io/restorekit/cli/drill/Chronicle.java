package io.restorekit.cli.drill;

import io.restorekit.testkit.timeline.Mark;
import io.restorekit.testkit.timeline.Timeline;
import io.restorekit.testkit.timeline.TimelineStory;
import io.restorekit.testkit.timeline.TimelineStory.Finding.Result;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** A round's timeline by the real clock, printed as it comes. Told by the round and by the readers of its children. */
final class Chronicle {
    private static final String NOTHING = "";

    private final Timeline timeline;
    private volatile Instant zero = Instant.EPOCH;
    private Duration end = Duration.ZERO;

    Chronicle(PrintStream out) {
        this.timeline = new Timeline(line -> {
            out.println(line);
            out.flush();
        });
    }

    /** The story begins now. */
    void begin() {
        zero = Instant.now();
    }

    /** A process begins. */
    void starts(String how) {
        timeline.lives(now());
        marks(Mark.START, how);
    }

    /** The process is gone: it is in no state. */
    void dies() {
        timeline.state(now(), NOTHING);
    }

    /** A child tells how far it is. */
    void hears(StatusLine status) {
        Duration at = now();
        timeline.state(at, status.phase());
        if (status.totalBytes() > 0) {
            timeline.progress(at, status.doneBytes(), status.totalBytes());
            timeline.claims(at, status.claimedBytes(), status.totalBytes());
        }
    }

    /** The server has sent a block. */
    void fetched(Instant at, String key, long bytes) {
        timeline.fetched(since(at), key, bytes);
    }

    void marks(Mark mark, String text) {
        timeline.marks(now(), mark, text);
    }

    void notes(String who, String what) {
        timeline.notes(now(), who, what);
    }

    void begins(String lane, String what) {
        timeline.begins(now(), lane, what);
    }

    void ends(String lane) {
        timeline.ends(now(), lane);
    }

    void finds(boolean holds, String sentence) {
        timeline.finds(holds ? Result.HELD : Result.BROKEN, sentence);
    }

    /** The story ends now. */
    void end() {
        end = now();
    }

    TimelineStory story(String title) {
        return timeline.story(title, "restore-cli drill, by the real clock", end);
    }

    private Duration now() {
        return since(Instant.now());
    }

    /** The servers and the round have the same clock, yet a step of it must not end in an instant before the beginning. */
    private Duration since(Instant at) {
        Duration since = Duration.between(zero, at);
        return since.isNegative() ? Duration.ZERO : since;
    }
}
