package io.restorekit.machine;

import io.restorekit.api.Baseline;
import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import java.util.List;

/**
 * What was asked for.
 *
 * @param verifies whether nothing is restored: the backup alone is looked at, with no volume
 */
public record Order(Goal goal, Baseline baseline, RestoreOptions options, boolean verifies) {
    /** A restore. */
    public Order(Goal goal, Baseline baseline, RestoreOptions options) {
        this(goal, baseline, options, false);
    }

    /** What it means that all of a backup has come. */
    Outcome complete(String backup) {
        return verifies ? new Outcome.Verified(backup, List.of()) : new Outcome.Restored(backup);
    }

    /** What it means that some blocks of a backup cannot be had. */
    Outcome incomplete(String backup, List<Outcome.BadBlock> bad) {
        return verifies ? new Outcome.Verified(backup, bad) : new Outcome.Incomplete(backup, bad);
    }
}
