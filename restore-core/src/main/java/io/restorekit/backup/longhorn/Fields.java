package io.restorekit.backup.longhorn;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads single values of a config, in every way that the versions of Longhorn wrote them. */
final class Fields {
    private Fields() {}

    /** Moves to the next field of the object and stands on its value; false at the object's end. */
    static boolean next(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.FIELD_NAME) {
            return false;
        }
        json.nextToken();
        return true;
    }

    /** Reads up to the end of the body, where nothing but white space may follow the object. */
    static void requireEnd(JsonParser json) throws IOException {
        if (json.nextToken() != null) {
            throw new Malformed("something follows its end");
        }
    }

    /** A string; null is empty. */
    static String text(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new Malformed(json.currentName() + " is no string");
        }
        return json.getText();
    }

    /** A string that may be quoted twice, as Go does with {@code ,string} on a string. */
    static String quotedText(JsonParser json) throws IOException {
        String text = text(json);
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** A whole number, mostly inside a string; null and the empty string are nothing. */
    static OptionalLong number(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return notNegative(json.currentName(), json.getLongValue());
        }
        String text = text(json);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return notNegative(json.currentName(), Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new Malformed(json.currentName() + " is no number");
        }
    }

    /** A time of RFC 3339. One that cannot be read is unknown: nothing but an order hangs on it. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong notNegative(String field, long value) throws Malformed {
        if (value < 0) {
            throw new Malformed(field + " is negative");
        }
        return OptionalLong.of(value);
    }
}
