package io.restorekit.testkit.store;

import io.restorekit.target.TargetException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/** What a backup target does instead of what was asked for. */
public sealed interface StoreFault {

    /** Whether this can happen to such a call: what concerns a body happens to {@code OPEN} alone. */
    default boolean appliesTo(StoreCall.Operation operation) {
        return !isOfTheBody() || operation == StoreCall.Operation.OPEN;
    }

    /** Whether it happens while a body is read, and not in the call. */
    default boolean isOfTheBody() {
        return false;
    }

    /**
     * Fails, and does nothing.
     *
     * @param what it is called
     * @param failure makes a new exception for each call
     */
    record Fail(String what, Function<StoreCall, TargetException> failure) implements StoreFault {
        public Fail {
            Objects.requireNonNull(what);
            Objects.requireNonNull(failure);
        }

        /** The place cannot be reached or cannot serve. */
        public static Fail unavailable(TargetException.Cause cause) {
            return new Fail(
                    "unavailable: " + cause,
                    call -> new TargetException.Unavailable(cause, "injected: " + cause, null));
        }

        /** The place refuses us. */
        public static Fail refused() {
            return new Fail("refused", call -> new TargetException.Refused("injected: refused", null));
        }

        /** The place says that it is not there. */
        public static Fail missing() {
            return new Fail(
                    "missing", call -> new TargetException.Missing("injected: " + call.key() + " is not there", null));
        }

        @Override
        public String toString() {
            return "Fail[" + what + "]";
        }
    }

    /** Does what was asked for, and then fails: the answer is lost. */
    record LoseAnswer() implements StoreFault {}

    /**
     * Announces the whole body and breaks off with an {@link java.io.IOException} after its first bytes, at the latest in place
     * of its end.
     */
    record CutBody(long afterBytes) implements StoreFault {
        public CutBody {
            requireNotNegative(afterBytes);
        }

        @Override
        public boolean isOfTheBody() {
            return true;
        }
    }

    /** Gives a body in which the lowest bit of one byte is flipped; one that is too short stays as it is. */
    record CorruptBody(long atByte) implements StoreFault {
        public CorruptBody {
            requireNotNegative(atByte);
        }

        @Override
        public boolean isOfTheBody() {
            return true;
        }
    }

    /**
     * Gives the first bytes of a body and then none, until {@link FaultyBackupTarget#release()}, when it goes on, or until
     * the object is aborted or closed or the reader is interrupted, when the read fails.
     */
    record StallBody(long afterBytes) implements StoreFault {
        public StallBody {
            requireNotNegative(afterBytes);
        }

        @Override
        public boolean isOfTheBody() {
            return true;
        }
    }

    /** Does what was asked for, after the target's {@link FaultyBackupTarget.Sleeper} has slept so long. */
    record Delay(Duration duration) implements StoreFault {
        public Delay {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("a delay is not negative: " + duration);
            }
        }
    }

    /**
     * Does nothing until {@link FaultyBackupTarget#release()}, and then what was asked for: a call that is carried out late.
     * It fails when the caller is interrupted.
     */
    record Hang() implements StoreFault {}

    private static void requireNotNegative(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a number of bytes is not negative: " + bytes);
        }
    }
}
