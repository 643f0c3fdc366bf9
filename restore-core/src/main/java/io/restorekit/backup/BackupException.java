package io.restorekit.backup;

import io.restorekit.api.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What was read from the store cannot be used: {@code CONFIG_DAMAGED}, {@code BLOCK_DAMAGED}, {@code GOAL_GONE},
 * {@code GOAL_INCOMPLETE}, {@code LOCK_BUSY} or {@code INCOMPATIBLE}.
 */
public final class BackupException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public BackupException(Failure failure, @Nullable Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
