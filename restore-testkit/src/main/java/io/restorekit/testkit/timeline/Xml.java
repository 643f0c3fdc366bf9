package io.restorekit.testkit.timeline;

import java.util.Locale;

/** Markup, whose texts and attributes come from anywhere: here alone they are made harmless. */
final class Xml {
    private final StringBuilder markup = new StringBuilder();

    /** Begins an element: name, then attributes and their values in turn; numbers with two digits behind the point. */
    Xml open(String element, Object... attributes) {
        return tag(element, ">", attributes);
    }

    Xml close(String element) {
        markup.append("</").append(element).append('>');
        return this;
    }

    /** An element without anything in it. */
    Xml empty(String element, Object... attributes) {
        return tag(element, "/>", attributes);
    }

    /** An element with a text in it. */
    Xml element(String element, String text, Object... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    Xml text(String text) {
        markup.append(escaped(text));
        return this;
    }

    /** Markup of our own, as it is. */
    Xml raw(String trusted) {
        markup.append(trusted);
        return this;
    }

    Xml line() {
        markup.append('\n');
        return this;
    }

    private Xml tag(String element, String end, Object... attributes) {
        markup.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            markup.append(' ').append(attributes[i]).append("=\"");
            markup.append(escaped(value(attributes[i + 1]))).append('"');
        }
        markup.append(end);
        return this;
    }

    private static String value(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.2f", number) : String.valueOf(value);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isHarmless(point) ? point : '\ufffd');
            }
        });
        return escaped.toString();
    }

    /** Control characters, halves of pairs, and what turns the direction of writing, are not shown. */
    private static boolean isHarmless(int point) {
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        boolean turns = point >= 0x202a && point <= 0x202e || point >= 0x2066 && point <= 0x2069;
        return point == '\n' || point == '\t' || !Character.isISOControl(point) && !surrogate && !turns;
    }

    @Override
    public String toString() {
        return markup.toString();
    }
}
