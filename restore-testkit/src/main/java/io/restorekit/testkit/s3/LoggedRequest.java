package io.restorekit.testkit.s3;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A request that the server received. It is in the log before the first byte of its answer is sent.
 *
 * @param sequence counts from 1 in the order in which answers were decided
 * @param at when that was, by the server's clock
 * @param request what was asked for
 * @param status the HTTP status of the answer; 0 if a fault let it go unanswered
 * @param fault the fault that it met
 */
public record LoggedRequest(long sequence, Instant at, S3Request request, int status, Optional<S3Fault> fault) {

    public LoggedRequest {
        Objects.requireNonNull(at);
        Objects.requireNonNull(request);
        Objects.requireNonNull(fault);
    }

    public S3Operation operation() {
        return request.operation();
    }

    public String key() {
        return request.key();
    }

    /** Whether the answer was one of success: 200, 204 or 206. Its body may still have been damaged by a fault. */
    public boolean succeeded() {
        return status >= 200 && status < 300;
    }
}
