package io.restorekit.s3.answer;

import io.restorekit.s3.address.Route;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a failure means for the address it came over. Over one that DNS does not confirm now, somebody else may answer:
 * absence, refusal and a wrong certificate prove nothing there and only move the address to the end of the line.
 */
public final class Doubt {
    /** Among the others are answers that are none of S3: something else listens there. */
    private static final Set<Cause> ADDRESS_AT_FAULT =
            EnumSet.of(Cause.CONNECTION_FAILED, Cause.TIMED_OUT, Cause.OTHER);

    private Doubt() {}

    /** A stranger may say that it is busy, and be it for ever. */
    private static boolean blames(Cause reason, Optional<Route> route) {
        boolean confirmed = route.map(Route::confirmed).orElse(true);
        return confirmed ? ADDRESS_AT_FAULT.contains(reason) : reason != Cause.LOCAL;
    }

    public static TargetException weigh(TargetException failure, Optional<Route> route) {
        boolean unavailable = failure instanceof Unavailable;
        boolean doubtful = !unavailable && route.isPresent() && !route.get().confirmed();
        boolean broken = failure instanceof Unavailable u && blames(u.reason(), route);
        if (doubtful || broken) {
            route.ifPresent(Route::failed);
        }
        if (!doubtful) {
            return failure;
        }
        String words = failure.getMessage() + " (over an old address that DNS does not confirm now: not believed)";
        return new Unavailable(Cause.OTHER, words, failure.getCause());
    }
}
