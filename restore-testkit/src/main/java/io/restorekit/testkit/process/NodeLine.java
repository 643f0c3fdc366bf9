package io.restorekit.testkit.process;

import java.util.Objects;

/**
 * A line that a program wrote on a node.
 *
 * @param life in which of its lives, from 0
 */
public record NodeLine(int life, OutputLine line) {

    public NodeLine {
        Objects.requireNonNull(line);
    }
}
