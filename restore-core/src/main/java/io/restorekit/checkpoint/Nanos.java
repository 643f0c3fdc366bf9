package io.restorekit.checkpoint;

import java.time.Instant;
import java.util.OptionalLong;

/** Nanoseconds since the epoch, exactly, as times that people read. */
final class Nanos {
    private static final long SECOND = 1_000_000_000L;

    private Nanos() {}

    /** Empty where there is no time. */
    static String text(OptionalLong nanos) {
        return nanos.isPresent() ? toInstant(nanos.getAsLong()).toString() : "";
    }

    static OptionalLong parse(String text) {
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(of(Instant.parse(text)));
    }

    static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    /**
     * @throws ArithmeticException if a long cannot hold it (before 1677, after 2262)
     */
    static long of(Instant time) {
        if (time.getEpochSecond() < 0 && time.getNano() > 0) {
            return Math.addExact(Math.multiplyExact(time.getEpochSecond() + 1, SECOND), time.getNano() - SECOND);
        }
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano());
    }
}
