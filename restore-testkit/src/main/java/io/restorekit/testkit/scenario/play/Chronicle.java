package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Act;
import io.restorekit.testkit.scenario.Scenario;
import io.restorekit.testkit.scenario.restore.Progress;
import io.restorekit.testkit.timeline.Mark;
import io.restorekit.testkit.timeline.Timeline;
import io.restorekit.testkit.timeline.TimelineStory;
import io.restorekit.testkit.timeline.TimelineStory.Finding.Result;
import java.time.Duration;
import java.util.Set;

/** Writes down what happens in a scenario. */
final class Chronicle {
    private static final String FROZEN = "frozen";

    private final Scene scene;
    private Timeline timeline = new Timeline();
    private Duration zero = Duration.ZERO;
    private Progress last = Progress.NONE;

    Chronicle(Scene scene) {
        this.scene = scene;
        scene.fetches().tell((key, bytes) -> timeline.fetched(now(), key, bytes));
    }

    /** What was before was a preparation: the story begins now. */
    void begin() {
        timeline = new Timeline();
        zero = scene.now();
    }

    private Duration now() {
        return scene.now().minus(zero);
    }

    void starts(int backup) {
        Duration at = now();
        timeline.lives(at);
        timeline.marks(
                at,
                Mark.START,
                backup == Scenario.NEWEST
                        ? "a process begins to follow the newest backup"
                        : "a restore of backup " + backup + " begins");
    }

    void happens(Act act) {
        Duration at = now();
        if (act instanceof Act.Begins begins) {
            timeline.begins(at, begins.fault().kind().word(), begins.fault().toString());
        } else if (act instanceof Act.Ends ends) {
            timeline.ends(at, ends.kind().word());
        } else if (act instanceof Act.Freeze) {
            timeline.begins(at, FROZEN, "the process gets no time");
        } else if (act instanceof Act.Thaw) {
            timeline.ends(at, FROZEN);
        } else {
            timeline.marks(at, mark(act), act.toString());
        }
    }

    private static Mark mark(Act act) {
        if (act instanceof Act.Kill) {
            return Mark.KILL;
        }
        if (act instanceof Act.PowerCut) {
            return Mark.POWER_CUT;
        }
        if (act instanceof Act.Expect) {
            return Mark.EXPECT;
        }
        if (act instanceof Act.ForceFails) {
            return Mark.DISK;
        }
        return act instanceof Act.Restart restart && restart.elsewhere() ? Mark.MOVE : Mark.ACT;
    }

    /** How far the latest restore is. */
    void progress(Progress progress) {
        Duration at = now();
        if (!progress.equals(last)) {
            last = progress;
            timeline.progress(at, progress.doneBytes(), progress.totalBytes());
            timeline.state(at, progress.state());
        }
    }

    void ends(String how) {
        timeline.marks(now(), Mark.END, how);
    }

    /** It was not broken, as far as it could be looked at. */
    void held(Check check, Set<Check> unseen) {
        timeline.finds(unseen.contains(check) ? Result.SKIPPED : Result.HELD, check.sentence());
    }

    void broken(Breach breach) {
        timeline.finds(Result.BROKEN, breach.check().sentence() + ": " + breach.getMessage());
    }

    TimelineStory story(String title, String subtitle) {
        return timeline.story(title, subtitle, now());
    }
}
