package io.restorekit.testkit.scenario.restore;

import java.util.Objects;

/**
 * How a restore ended, by its own word.
 *
 * @param restored whether it says that the volume holds the backup
 * @param reason why it ended, in its own words
 */
public record Ending(boolean restored, String reason) {

    public Ending {
        Objects.requireNonNull(reason);
    }

    /** It says that the volume holds the backup. */
    public static Ending restoredIt() {
        return new Ending(true, "restored");
    }

    /** It gave up, or was cancelled. */
    public static Ending without(String reason) {
        return new Ending(false, reason);
    }
}
