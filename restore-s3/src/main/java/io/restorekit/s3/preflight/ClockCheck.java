package io.restorekit.s3.preflight;

import io.restorekit.api.Finding;
import java.time.Duration;
import java.time.Instant;

/** Compares this machine's clock with the store's: signatures are good for a quarter of an hour. */
public final class ClockCheck {
    private static final String CHECK = "clock";

    /** Source: S3 answers RequestTimeTooSkewed beyond it. */
    private static final Duration REFUSED = Duration.ofMinutes(15);

    private static final Duration MUCH = Duration.ofMinutes(1);

    private ClockCheck() {}

    /** @param theirs by the Date header, in whole seconds */
    public static Finding look(Instant ours, Instant theirs) {
        Duration skew = Duration.between(theirs, ours);
        String seen = skew.abs().toSeconds() <= 1
                ? "within a second of the store's"
                : skew.abs().toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead of") + " the store's";
        if (skew.abs().compareTo(REFUSED) >= 0) {
            return Finding.problem(CHECK, seen, "set the clock of this machine: the store refuses such signatures");
        }
        return skew.abs().compareTo(MUCH) >= 0
                ? Finding.warning(CHECK, seen, "synchronise the clock of this machine: beyond 15 minutes it is refused")
                : Finding.good(CHECK, seen);
    }
}
