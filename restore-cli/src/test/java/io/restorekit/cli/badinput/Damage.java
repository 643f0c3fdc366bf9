package io.restorekit.cli.badinput;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/** What happens to configs. */
final class Damage {
    static final String HTML = "<!DOCTYPE html><html><body>Please log in</body></html>";

    private Damage() {}

    /** The first half. */
    static UnaryOperator<String> cutOff() {
        return text -> text.substring(0, text.length() / 2);
    }

    static UnaryOperator<String> is(String other) {
        return text -> other;
    }

    /** A field of text, a number in text, or null has another value. */
    static UnaryOperator<String> set(String field, String value) {
        String form = "(\"" + field + "\"):(\"(\\\\.|[^\"\\\\])*\"|null|\\{\"[^}]*})";
        return text -> text.replaceFirst(form, "$1:" + Matcher.quoteReplacement(value));
    }

    static UnaryOperator<String> blockSize(String quantity) {
        return set("Parameters", "{\"backup-block-size\":\"" + quantity + "\"}");
    }

    /** The block that lay in this place lies at this offset. */
    static UnaryOperator<String> offset(int block, long offset) {
        return text -> text.replace("\"Offset\":" + (long) block * Chain.BLOCK + ",", "\"Offset\":" + offset + ",");
    }

    static UnaryOperator<String> replace(String part, String by) {
        return text -> text.replaceFirst(part, Matcher.quoteReplacement(by));
    }
}
