package io.restorekit.checkpoint;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A checkpoint store that did not do what was asked. */
public final class CheckpointException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What sort of failure it is. */
    public enum Kind {
        /** Another restore, in this process or another, uses the state directory or the volume. */
        BUSY,
        /** Another owner has taken over. */
        LOST,
        /** There is a fence around the volume, and this process does not hold it. */
        FENCED,
        /** An owner elsewhere must be given some seconds to see that it was taken over; trying again helps. */
        CONTESTED,
        /** Written by a newer version, which is never overwritten. */
        NEWER_FORMAT,
        /** The directory cannot be read or written; trying again may help. */
        UNSAVED
    }

    private final Kind kind;

    public CheckpointException(Kind kind, String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message), cause);
        this.kind = Objects.requireNonNull(kind);
    }

    public Kind kind() {
        return kind;
    }
}
