package io.restorekit.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a standby volume holds once it is activated: one backup, completely.
 *
 * @param backup its name
 * @param snapshotAt the time of the snapshot it was made from, where the store says it
 * @param newestKnown the newest backup that the standby had seen in the store; the same one if it had seen no newer, or if
 *     it had been activated before this was asked for
 * @param behind how much older than that the volume is; zero if it is the same, empty where the store does not say
 */
public record Activation(String backup, Optional<Instant> snapshotAt, String newestKnown, Optional<Duration> behind) {
    public Activation {
        Objects.requireNonNull(backup);
        Objects.requireNonNull(snapshotAt);
        Objects.requireNonNull(newestKnown);
        Objects.requireNonNull(behind);
    }
}
