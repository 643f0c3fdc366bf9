package io.restorekit.testkit.s3;

import io.restorekit.testkit.fault.FaultRule;
import io.restorekit.testkit.fault.FaultScript;
import io.restorekit.testkit.fault.When;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which requests fail, and how. Rules are asked in the order in which they were added; the first that has a fault
 * decides. A rule that is removed lets what it holds up wait until {@link #clear()}. Thread-safe.
 *
 * <pre>{@code
 * server.faults().on(S3Request.get(key), 2, new S3Fault.CutBody(100));
 * server.faults().on(When.that(S3Request.blocks()).after(10).every(3), new S3Fault.Reset());
 * server.faults().decide(request -> outage.get() ? Optional.of(new S3Fault.Reset()) : Optional.empty());
 * }</pre>
 */
public final class Faults {
    private final FaultScript<S3Request, S3Fault> script = new FaultScript<>();
    private final AtomicReference<CountDownLatch> held = new AtomicReference<>(new CountDownLatch(1));

    Faults() {}

    /** Every request that fits fails so, until {@link #clear()}. */
    public FaultRule on(Predicate<S3Request> where, S3Fault fault) {
        return on(When.that(where), fault);
    }

    /** The next {@code times} requests that fit fail so. */
    public FaultRule on(Predicate<S3Request> where, int times, S3Fault fault) {
        return on(When.<S3Request>that(where).times(times), fault);
    }

    /** The requests that are meant fail so. */
    public FaultRule on(When<S3Request> when, S3Fault fault) {
        return script.on(fault instanceof S3Fault.Corrupt ? when.and(Faults::hasBody) : when, fault);
    }

    private static boolean hasBody(S3Request request) {
        return switch (request.operation()) {
            case GET_OBJECT, LIST_OBJECTS, OTHER -> true;
            case HEAD_OBJECT, PUT_OBJECT, DELETE_OBJECT, HEAD_BUCKET -> false;
        };
    }

    /** Asks a function of the test at every request, until {@link #clear()}. It is called by several threads. */
    public FaultRule decide(Function<S3Request, Optional<S3Fault>> decides) {
        return script.decide(decides);
    }

    /** Forgets all rules and ends what they still hold up: hung and stalled connections are closed. */
    public void clear() {
        script.clear();
        release();
    }

    /** How many requests have failed so far. */
    public int fired() {
        return script.fired();
    }

    /** The rules that no request has met, in words. A test whose fault never came proves nothing: assert on it. */
    public List<String> unfired() {
        return script.unfired();
    }

    Optional<S3Fault> next(S3Request request) {
        return script.next(request);
    }

    /** Opens when that what is held up must end. Taken before {@link #next}, so that no clearing is overlooked. */
    CountDownLatch held() {
        return held.get();
    }

    void release() {
        held.getAndSet(new CountDownLatch(1)).countDown();
    }
}
