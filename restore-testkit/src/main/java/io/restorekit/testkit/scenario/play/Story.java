package io.restorekit.testkit.scenario.play;

import java.util.List;

/** What happened in a run, one line each. */
public record Story(List<String> lines) {

    public Story {
        lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
