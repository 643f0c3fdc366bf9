package io.restorekit.testkit.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Looks for a moment in the bytes of one connection and direction, one after the other. */
interface Detector {

    /** Whether this byte completes the moment. */
    boolean completes(byte next);

    /**
     * @param passed how many bytes have passed already
     */
    static Detector of(NetMoment moment, long passed) {
        if (moment instanceof NetMoment.Passed bytes) {
            return new Count(bytes.bytes() - passed);
        }
        if (moment instanceof NetMoment.Text text) {
            return new TextMatch(text.text().getBytes(StandardCharsets.UTF_8));
        }
        if (moment instanceof NetMoment.Line line) {
            return new LineMatch(line.pattern());
        }
        return next -> false;
    }

    /** Counts down; one that begins below zero never gets there. */
    final class Count implements Detector {
        private long left;

        Count(long left) {
            this.left = left;
        }

        @Override
        public boolean completes(byte next) {
            return --left == 0;
        }
    }

    /** Finds a text wherever it begins (Knuth, Morris and Pratt). */
    final class TextMatch implements Detector {
        private final byte[] text;
        /** For each length of what has matched: the longest shorter beginning that matches too. */
        private final int[] fallback;

        private int matched;

        TextMatch(byte[] text) {
            this.text = text;
            this.fallback = new int[text.length + 1];
            for (int length = 2, shorter = 0; length <= text.length; length++) {
                while (shorter > 0 && text[shorter] != text[length - 1]) {
                    shorter = fallback[shorter];
                }
                shorter += text[shorter] == text[length - 1] ? 1 : 0;
                fallback[length] = shorter;
            }
        }

        @Override
        public boolean completes(byte next) {
            while (matched > 0 && (matched == text.length || text[matched] != next)) {
                matched = fallback[matched];
            }
            matched += text[matched] == next ? 1 : 0;
            return matched == text.length;
        }
    }

    /** Collects a line and looks at it when it ends. */
    final class LineMatch implements Detector {
        private static final int LONGEST = 8 * 1024;

        private final Pattern pattern;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        LineMatch(Pattern pattern) {
            this.pattern = pattern;
        }

        @Override
        public boolean completes(byte next) {
            if (next != '\n') {
                if (line.size() < LONGEST) {
                    line.write(next);
                }
                return false;
            }
            String whole = line.toString(StandardCharsets.ISO_8859_1);
            line.reset();
            return pattern.matcher(whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole)
                    .find();
        }
    }
}
