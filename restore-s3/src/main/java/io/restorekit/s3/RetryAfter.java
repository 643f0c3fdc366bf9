package io.restorekit.s3;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the header Retry-After: seconds, or a date of HTTP. */
final class RetryAfter {
    /** Nobody means more; a longer wait would look like a hang. */
    private static final Duration MAX = Duration.ofHours(1);

    private RetryAfter() {}

    static Optional<Duration> parse(String text, Instant now) {
        String word = text.strip();
        try {
            Duration wait = word.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(word))
                    : Duration.between(now, date(word));
            return wait.isNegative() ? Optional.empty() : Optional.of(wait.compareTo(MAX) > 0 ? MAX : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant date(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
}
