package io.restorekit.s3.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads the header Retry-After: seconds, or a date of HTTP. */
final class RetryAfter {
    /** Nobody means more; a longer wait would look like a hang. */
    private static final Duration MAX = Duration.ofHours(1);

    private RetryAfter() {}

    static Optional<Duration> parse(String text, Instant now) {
        String word = text.strip();
        Optional<Duration> wait = word.matches("\\d{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(word)))
                : HttpDate.parse(word).map(date -> Duration.between(now, date));
        return wait.filter(duration -> !duration.isNegative())
                .map(duration -> duration.compareTo(MAX) > 0 ? MAX : duration);
    }
}
