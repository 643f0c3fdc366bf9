package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.restore.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes down what happens. */
final class Chronicle {
    private Progress last = Progress.NONE;
    private final List<String> lines = new ArrayList<>();

    void tell(Duration at, String what) {
        lines.add("%12.3f s  %s".formatted(at.toNanos() / 1e9, what));
    }

    /** How far the latest restore is, and what has been fetched. */
    void progress(Duration at, Progress progress, Fetches fetches) {
        if (!progress.equals(last)) {
            last = progress;
            tell(at, "is at " + progress);
        }
    }

    Story story() {
        return new Story(lines);
    }
}
