package io.restorekit.testkit.scenario.restore;

import java.util.Objects;
import java.util.Optional;

/**
 * How a restore ended, by its own word.
 *
 * @param restored whether it says that the volume holds the backup
 * @param activated the backup that it says that it leaves the volume at, where it followed the newest
 * @param reason why it ended, in its own words
 */
public record RestoreEnding(boolean restored, Optional<String> activated, String reason) {

    public RestoreEnding {
        Objects.requireNonNull(activated);
        Objects.requireNonNull(reason);
    }

    /** It says that the volume holds the backup. */
    public static RestoreEnding restoredIt() {
        return new RestoreEnding(true, Optional.empty(), "restored");
    }

    /** It has followed, was told that the volume is needed, and says that it leaves it at this backup. */
    public static RestoreEnding activatedAt(String backup) {
        return new RestoreEnding(true, Optional.of(backup), "activated at " + backup);
    }

    /** It gave up, or was cancelled. */
    public static RestoreEnding without(String reason) {
        return new RestoreEnding(false, Optional.empty(), reason);
    }
}
