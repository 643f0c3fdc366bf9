package io.restorekit.target;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What the engine lends to an adapter.
 *
 * @param clock wall time
 * @param random for jitter
 * @param lookups runs one blocking name look-up; threads of their own, which may hang
 * @param notes small facts that must outlive the process
 * @param settings what the environment says ({@code AWS_ENDPOINTS} and the like); holds secrets
 * @param mostCalls how many calls are made at once at most, for the size of a pool
 */
public record TargetContext(
        Clock clock,
        RandomGenerator random,
        Executor lookups,
        Notes notes,
        Map<String, String> settings,
        int mostCalls) {

    public TargetContext {
        if (mostCalls < 1) {
            throw new IllegalArgumentException("at least one call is made, not " + mostCalls);
        }
        Objects.requireNonNull(clock);
        Objects.requireNonNull(random);
        Objects.requireNonNull(lookups);
        Objects.requireNonNull(notes);
        settings = Map.copyOf(settings);
    }

    /** Settings are not shown: they hold credentials. */
    @Override
    public String toString() {
        return "TargetContext";
    }
}
