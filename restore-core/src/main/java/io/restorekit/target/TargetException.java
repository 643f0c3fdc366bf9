package io.restorekit.target;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a backup target answered instead of what was asked for. Adapters translate at their edge, by type, status and
 * error code, never by message text. Messages name the thing and hold no secret.
 */
public sealed class TargetException extends Exception {
    private static final long serialVersionUID = 1L;

    private TargetException(String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message), cause);
    }

    /** The place cannot be reached or cannot serve now. Everything that an adapter does not know is this. */
    public static final class Unavailable extends TargetException {
        private static final long serialVersionUID = 1L;

        private final Cause reason;
        private final transient Optional<Duration> retryAfter;

        public Unavailable(Cause reason, String message, @Nullable Throwable cause) {
            this(reason, message, cause, Optional.empty());
        }

        public Unavailable(Cause reason, String message, @Nullable Throwable cause, Optional<Duration> retryAfter) {
            super(message, cause);
            this.reason = Objects.requireNonNull(reason);
            this.retryAfter = retryAfter;
        }

        public Cause reason() {
            return reason;
        }

        /** How long the place asked to be left alone. */
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /** Why a place is unavailable; for people and statistics: all are treated alike, but for {@link #LOCAL}. */
    public enum Cause {
        /** The name did not resolve. */
        NAME_NOT_RESOLVED,
        /** The name has never resolved: probably it is wrong. */
        NAME_NEVER_RESOLVED,
        CONNECTION_FAILED,
        TIMED_OUT,
        /** The place asked for fewer calls. */
        THROTTLED,
        SERVER_ERROR,
        /** The clocks of the two sides differ too much. */
        CLOCK_SKEW,
        /** A mount is gone, stale or empty. */
        MOUNT,
        /** A pool of ours is exhausted: no fault of the place. */
        LOCAL,
        OTHER
    }

    /** The place refuses us: credentials, permissions, trust. */
    public static final class Refused extends TargetException {
        private static final long serialVersionUID = 1L;

        public Refused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The place was reached, is surely the right one, and says that the object is not there. */
    public static final class Missing extends TargetException {
        private static final long serialVersionUID = 1L;

        public Missing(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
