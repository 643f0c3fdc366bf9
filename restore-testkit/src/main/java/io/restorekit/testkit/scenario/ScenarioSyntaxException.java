package io.restorekit.testkit.scenario;

/** A text is no scenario. */
public final class ScenarioSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int line;

    ScenarioSyntaxException(int line, String text, IllegalArgumentException why) {
        super("line " + line + " (" + text + "): " + why.getMessage(), why);
        this.line = line;
    }

    /** The number of the line, from 1. */
    public int line() {
        return line;
    }
}
