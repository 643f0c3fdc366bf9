package io.restorekit.testkit.s3;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What the server does instead of answering as it should. */
public sealed interface S3Fault {

    /**
     * Answers with an S3 error; nothing is read, written or deleted.
     *
     * @param status the HTTP status, 400 to 599
     * @param errorCode the S3 error code, for example {@code SlowDown}; empty for an answer without a body, as load
     *     balancers give it
     * @param retryAfter sent as {@code Retry-After}, in whole seconds
     */
    record Status(int status, String errorCode, Optional<Duration> retryAfter) implements S3Fault {
        public Status {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("HTTP status " + status + " is no error");
            }
            Objects.requireNonNull(errorCode);
            Objects.requireNonNull(retryAfter);
        }

        public Status(int status, String errorCode) {
            this(status, errorCode, Optional.empty());
        }
    }

    /** Announces the whole body, sends its first bytes (fewer than it has) and closes the connection in good order. */
    record CutBody(long afterBytes) implements S3Fault {
        public CutBody {
            requireNotNegative(afterBytes);
        }
    }

    /**
     * Announces the whole body, sends its first bytes and then nothing more. The connection stays open until the client
     * leaves, the server stops or {@link Faults#clear()} is called, which closes it.
     */
    record Stall(long afterBytes) implements S3Fault {
        public Stall {
            requireNotNegative(afterBytes);
        }
    }

    /** Receives the request and never answers; the connection ends as that of a {@link Stall}. */
    record Hang() implements S3Fault {}

    /** Receives the request and resets the connection (TCP RST). */
    record Reset() implements S3Fault {}

    /** Answers as it should, after this time. {@link Faults#clear()} ends the wait. */
    record Delay(Duration duration) implements S3Fault {
        public Delay {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("a delay is not negative: " + duration);
            }
        }
    }

    /**
     * Sends a body of the right length with one bit flipped in its middle. An empty body stays as it is; requests whose success
     * has no body (HEAD, PUT, DELETE) do not meet this, nor count.
     */
    record Corrupt() implements S3Fault {}

    /**
     * Answers 200 with this body in place of the object, as a proxy's login page would; nothing is read, written or deleted.
     */
    record Replace(byte[] body) implements S3Fault {
        public Replace {
            body = body.clone();
        }

        @Override
        public byte[] body() {
            return body.clone();
        }
    }

    private static void requireNotNegative(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a number of bytes is not negative: " + bytes);
        }
    }
}
