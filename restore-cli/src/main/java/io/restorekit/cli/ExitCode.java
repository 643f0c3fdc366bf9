package io.restorekit.cli;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;

/** What scripts go by. */
enum ExitCode {
    RESTORED(0),
    USAGE(2),
    SUSPENDED(3),
    ATTENTION(4),
    FAILED(5);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static ExitCode of(Outcome outcome) {
        if (outcome instanceof Outcome.Restored || outcome instanceof Outcome.Activated) {
            return RESTORED;
        }
        if (outcome instanceof Outcome.Verified verified) {
            return verified.isSound() ? RESTORED : ATTENTION;
        }
        if (outcome instanceof Outcome.Incomplete) {
            return ATTENTION;
        }
        if (outcome instanceof Outcome.Suspended suspended) {
            return suspended.needsAttention() ? ATTENTION : SUSPENDED;
        }
        return outcome instanceof Outcome.Failed failed ? of(failed.failure()) : SUSPENDED;
    }

    /** A failure that ended a command. */
    static ExitCode of(Failure failure) {
        return switch (failure.kind()) {
            case USAGE, VOLUME_EXISTS, VOLUME_IN_USE, VOLUME_ACTIVATED, NO_RESTORE_POINT, STATE_FOREIGN -> USAGE;
            case REFUSED,
                    GOAL_GONE,
                    GOAL_INCOMPLETE,
                    BLOCK_MISSING,
                    BLOCK_DAMAGED,
                    BLOCK_DIFFERS,
                    CONFIG_DAMAGED,
                    VOLUME_TOO_SMALL,
                    VOLUME_CHANGED -> ATTENTION;
            case UNAVAILABLE, LOCK_BUSY -> SUSPENDED;
            case INCOMPATIBLE,
                    VOLUME_FULL,
                    VOLUME_ABSENT,
                    VOLUME_UNUSABLE,
                    WRITE_FAILED,
                    VOLUME_BUSY,
                    OWNERSHIP_LOST,
                    STATE_UNSAVED,
                    INTERNAL -> FAILED;
        };
    }
}
