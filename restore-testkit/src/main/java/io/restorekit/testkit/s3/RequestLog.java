package io.restorekit.testkit.s3;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Thread-safe. */
final class RequestLog {
    private final Clock clock;
    private final List<LoggedRequest> requests = new ArrayList<>();
    private long sequence;

    RequestLog(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(S3Request request, int status, Optional<S3Fault> fault) {
        requests.add(new LoggedRequest(++sequence, clock.instant(), request, status, fault));
    }

    synchronized List<LoggedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
    }
}
