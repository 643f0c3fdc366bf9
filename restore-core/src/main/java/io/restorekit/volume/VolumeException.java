package io.restorekit.volume;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A volume that did not do what was asked. */
public final class VolumeException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What sort of failure it is. */
    public enum Kind {
        /** The volume is not there. */
        ABSENT,
        /** The volume cannot be opened, for a reason that may pass. */
        UNREACHABLE,
        /** There is no room. */
        FULL,
        /** The volume is smaller than what it is to hold, and only a person can enlarge it. */
        TOO_SMALL,
        /** Somebody else uses the device: it is mounted, swap, or part of another device. */
        IN_USE,
        /** The volume cannot be opened, grown or read, and that does not pass. */
        UNUSABLE,
        /** A write failed. */
        WRITE_FAILED,
        /** Forcing to disk failed; the volume is poisoned. */
        FORCE_FAILED,
        /** Another restore owns it. */
        BUSY
    }

    private final Kind kind;

    public VolumeException(Kind kind, String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message), cause);
        this.kind = Objects.requireNonNull(kind);
    }

    public Kind kind() {
        return kind;
    }
}
