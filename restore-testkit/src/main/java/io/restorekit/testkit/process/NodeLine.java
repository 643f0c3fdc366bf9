package io.restorekit.testkit.process;

import java.util.Objects;

/**
 * A line that a program on a node wrote.
 *
 * @param life which life of the node it is from, the first being 0
 * @param error whether it came on standard error
 * @param text without its end
 */
public record NodeLine(int life, boolean error, String text) {

    public NodeLine {
        Objects.requireNonNull(text);
        if (life < 0) {
            throw new IllegalArgumentException("life " + life);
        }
    }

    static NodeLine of(int life, OutputLine line) {
        return new NodeLine(life, line.error(), line.text());
    }
}
