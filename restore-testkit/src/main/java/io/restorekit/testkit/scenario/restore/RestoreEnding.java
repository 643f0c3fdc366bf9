package io.restorekit.testkit.scenario.restore;

import java.util.Objects;

/**
 * How a restore ended, by its own word.
 *
 * @param restored whether it says that the volume holds the backup
 * @param reason why it ended, in its own words
 */
public record RestoreEnding(boolean restored, String reason) {

    public RestoreEnding {
        Objects.requireNonNull(reason);
    }

    /** It says that the volume holds the backup. */
    public static RestoreEnding restoredIt() {
        return new RestoreEnding(true, "restored");
    }

    /** It gave up, or was cancelled. */
    public static RestoreEnding without(String reason) {
        return new RestoreEnding(false, reason);
    }
}
