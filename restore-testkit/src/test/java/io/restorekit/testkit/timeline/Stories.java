package io.restorekit.testkit.timeline;

import io.restorekit.testkit.timeline.TimelineStory.Finding.Result;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Stories that nobody lived. */
final class Stories {
    private static final long MIB = 1 << 20;
    private static final List<String> LANES = List.of("DNS", "S3", "disk", "a lane whose name has no room", "W");
    private static final List<String> WORDS = List.of(
            "away: SERVFAIL",
            "slow",
            "WWWWWWWWWWWW MMMMMMMMMMMM",
            "SIGKILL, with 36 of 120 MiB claimed",
            "",
            "a text that is so long that it cannot have room anywhere: " + "and so on ".repeat(20),
            "日本語のテキスト",
            "line\nbreak",
            "TRANSFERRING");

    private Stories() {}

    /** A name server is away for twenty minutes, and the restore takes seconds. */
    static TimelineStory outage() {
        Timeline timeline = new Timeline();
        timeline.lives(at(0));
        timeline.marks(at(0), Mark.START, "restores backup-2 incrementally");
        timeline.state(at(0), "LOCATING");
        timeline.state(at(2_000), "TRANSFERRING");
        progress(timeline, 2_000, 0, 76);
        timeline.begins(at(40_000), "DNS", "away: SERVFAIL");
        timeline.begins(at(44_000), "S3", "away: connection refused");
        timeline.ends(at(400_000), "S3");
        timeline.marks(at(45_000), Mark.KILL, "SIGKILL at 30 %");
        timeline.state(at(45_000), "");
        timeline.lives(at(52_000));
        timeline.marks(at(52_000), Mark.MOVE, "restarted on node 2");
        timeline.state(at(52_000), "LOCATING");
        timeline.state(at(60_000), "WAITING");
        timeline.marks(at(600_000), Mark.ACT, "the operator looks at it");
        timeline.ends(at(1_240_000), "DNS");
        timeline.state(at(1_243_000), "TRANSFERRING");
        progress(timeline, 1_243_000, 70, 256);
        timeline.state(at(1_263_000), "ENDED");
        timeline.marks(at(1_263_000), Mark.END, "restored backup-2");
        for (int i = 0; i < 256; i++) {
            timeline.fetched(at(2_000 + i), "block-" + i, MIB);
        }
        for (int i = 70; i < 82; i++) {
            timeline.fetched(at(1_243_000 + i * 100), "block-" + i, MIB);
        }
        timeline.finds(Result.HELD, "the volume's SHA-256 is the image's");
        timeline.finds(Result.HELD, "at most 5 % were fetched twice");
        timeline.finds(Result.SKIPPED, "no block device here");
        return timeline.story("DNS is away in the middle", "scenario dns-away, seed 42", at(1_263_000));
    }

    /** Strings that would like to be more than text. */
    static TimelineStory hostile(String text) {
        Timeline timeline = new Timeline();
        timeline.begins(at(10), text, text);
        timeline.marks(at(20), Mark.KILL, text);
        timeline.state(at(30), text);
        timeline.notes(at(40), text, text);
        timeline.fetched(at(50), text, 1);
        timeline.fetched(at(60), text, 1);
        timeline.finds(Result.BROKEN, text);
        return timeline.story(text, text, at(1_000));
    }

    static TimelineStory random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long end = (long) Math.pow(10, random.nextDouble(0, 8.5));
        Timeline timeline = new Timeline();
        for (int i = random.nextInt(40); i > 0; i--) {
            Duration at = at(random.nextLong(end + 1));
            String word = WORDS.get(random.nextInt(WORDS.size()));
            String lane = LANES.get(random.nextInt(LANES.size()));
            switch (random.nextInt(6)) {
                case 0, 1 -> timeline.begins(at, lane, word);
                case 2 -> timeline.ends(at, lane);
                case 3 -> timeline.state(at, word);
                case 4 -> timeline.fetched(at, "block-" + random.nextInt(5), random.nextLong(3 * MIB));
                default -> timeline.marks(at, Mark.values()[random.nextInt(Mark.values().length)], word);
            }
            timeline.progress(at, random.nextLong(100), random.nextLong(100));
        }
        return timeline.story("Made of " + seed, "seed " + seed, at(end));
    }

    private static void progress(Timeline timeline, long from, long done, long until) {
        for (long mib = done; mib <= until; mib += 2) {
            Duration at = at(from + (mib - done) * 80);
            timeline.progress(at, mib * MIB, 256 * MIB);
            timeline.claims(at, Math.max(done, mib - 8) * MIB, 256 * MIB);
        }
    }

    private static Duration at(long millis) {
        return Duration.ofMillis(millis);
    }
}
