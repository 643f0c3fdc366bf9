package io.restorekit.testkit.net;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * When something happens to a connection of a {@link TcpProxy}, told by the bytes that pass and never by time. What happens
 * in the same direction happens right behind the byte that completes the moment; what happens in the other one is in force
 * before that byte is passed on.
 */
public sealed interface NetMoment {

    /** It was accepted. */
    record Connected() implements NetMoment {}

    /**
     * So many bytes came in this direction, counted from the beginning of the connection. It never comes for a connection
     * that is past it when the rule is made.
     */
    record Passed(Flow flow, long bytes) implements NetMoment {
        public Passed {
            requireOne(flow);
            if (bytes < 0) {
                throw new IllegalArgumentException("a number of bytes is not negative: " + bytes);
            }
        }
    }

    /** This text passed, in UTF-8: each time that it does. */
    record Text(Flow flow, String text) implements NetMoment {
        public Text {
            requireOne(flow);
            if (text.isEmpty()) {
                throw new IllegalArgumentException("a text of no bytes");
            }
        }
    }

    /**
     * A whole line passed in which the pattern is found, for instance the request line {@code ^GET /bucket/.*\.blk}: each
     * time that one does. Bytes are read as ISO 8859-1, and no more than the first 8 KiB of a line.
     */
    record Line(Flow flow, Pattern pattern) implements NetMoment {
        public Line {
            requireOne(flow);
            Objects.requireNonNull(pattern);
        }

        public Line(Flow flow, String regex) {
            this(flow, Pattern.compile(regex));
        }
    }

    private static void requireOne(Flow flow) {
        if (flow == Flow.BOTH) {
            throw new IllegalArgumentException("a moment is one of one direction");
        }
    }
}
