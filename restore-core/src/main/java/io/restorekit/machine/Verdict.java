package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.machine.Effect.Pace;

/** What a failure means for the restore: the one table. A failed block among working ones is {@link Transfer}'s. */
public enum Verdict {
    /** Wait until it works again. */
    WAIT(Pace.TARGET),
    /** Wait until somebody else is done. */
    WAIT_LONGER(Pace.SLOW),
    /** Something local: wait until it works again. */
    WAIT_LOCALLY(Pace.LOCAL),
    /** Wait, and say that a person is needed. */
    ATTENTION(Pace.SLOW),
    /** Look once more before a person is called. */
    AGAIN_THEN_ATTENTION(Pace.SLOW),
    /** Look once more before it is believed. */
    AGAIN_THEN_FAIL(Pace.TARGET),
    FAIL(Pace.SLOW);

    private final Pace pace;

    Verdict(Pace pace) {
        this.pace = pace;
    }

    public Pace pace() {
        return pace;
    }

    public static Verdict of(Failure.Kind kind) {
        return switch (kind) {
            case UNAVAILABLE -> WAIT;
            case LOCK_BUSY -> WAIT_LONGER;
            case REFUSED,
                    BLOCK_MISSING,
                    BLOCK_DAMAGED,
                    BLOCK_DIFFERS,
                    GOAL_GONE,
                    GOAL_INCOMPLETE,
                    VOLUME_TOO_SMALL,
                    VOLUME_CHANGED -> ATTENTION;
            case CONFIG_DAMAGED -> AGAIN_THEN_ATTENTION;
            case INCOMPATIBLE -> AGAIN_THEN_FAIL;
            case VOLUME_FULL, VOLUME_ABSENT, STATE_UNSAVED -> WAIT_LOCALLY;
            case VOLUME_EXISTS,
                    VOLUME_IN_USE,
                    VOLUME_ACTIVATED,
                    NO_RESTORE_POINT,
                    VOLUME_UNUSABLE,
                    VOLUME_BUSY,
                    WRITE_FAILED,
                    OWNERSHIP_LOST,
                    STATE_FOREIGN,
                    USAGE,
                    INTERNAL -> FAIL;
        };
    }
}
