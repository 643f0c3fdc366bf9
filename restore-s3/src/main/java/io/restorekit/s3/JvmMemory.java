package io.restorekit.s3;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * For how long the JVM passes an answer of DNS off as new, and with JDK 21 an old one where DNS does not answer. As in
 * {@code java.security}: seconds, and below zero for ever. The JVM reads it once, at its first look-up.
 *
 * @param answers {@code networkaddress.cache.ttl}
 * @param stale {@code networkaddress.cache.stale.ttl}
 */
record JvmMemory(int answers, int stale) {
    static final String ADVICE =
            "set the security property networkaddress.cache.ttl to 30 or less, first thing in main, or"
                    + " give a NameResolver that remembers nothing";

    private static final JvmMemory DEFAULT = new JvmMemory(30, 0);

    static JvmMemory of(Function<String, Optional<String>> properties) {
        return new JvmMemory(
                seconds(properties, "networkaddress.cache.ttl", DEFAULT.answers),
                seconds(properties, "networkaddress.cache.stale.ttl", DEFAULT.stale));
    }

    /** In words, where an outage of DNS or another address of the store could go unnoticed. */
    Optional<String> concern() {
        return Stream.of(
                        words(answers, DEFAULT.answers, "takes answers of DNS from its memory"),
                        words(stale, DEFAULT.stale, "answers from its memory where DNS does not"))
                .flatMap(Optional::stream)
                .reduce((answered, unanswered) -> answered + ", and " + unanswered)
                .map(words -> "the JVM " + words + ": what DNS says now is not seen");
    }

    private static Optional<String> words(int seconds, int most, String what) {
        if (seconds >= 0 && seconds <= most) {
            return Optional.empty();
        }
        return Optional.of(what + (seconds < 0 ? " for ever" : " for " + seconds + " s"));
    }

    /** What is no number is passed over, as by the JVM. */
    private static int seconds(Function<String, Optional<String>> properties, String name, int otherwise) {
        return properties
                .apply(name)
                .map(String::strip)
                .filter(text -> text.matches("-?\\d{1,9}"))
                .map(Integer::valueOf)
                .orElse(otherwise);
    }
}
