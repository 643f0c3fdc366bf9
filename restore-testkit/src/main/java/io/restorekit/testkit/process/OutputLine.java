package io.restorekit.testkit.process;

import java.util.Objects;

/**
 * A line that a process wrote.
 *
 * @param error whether it came on standard error
 * @param text without its end
 */
public record OutputLine(boolean error, String text) {

    public OutputLine {
        Objects.requireNonNull(text);
    }
}
