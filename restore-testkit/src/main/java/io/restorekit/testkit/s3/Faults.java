package io.restorekit.testkit.s3;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which requests fail, and how. Rules are asked in the order in which they were added; the first that has a fault
 * decides. Thread-safe.
 *
 * <pre>{@code
 * server.faults().on(S3Request.get(key), 2, new Fault.CutBody(100));
 * server.faults().decide(request -> outage.get() ? Optional.of(new Fault.Reset()) : Optional.empty());
 * }</pre>
 */
public final class Faults {
    private record Rule(
            String name, Function<S3Request, Optional<Fault>> decides, AtomicInteger left, AtomicInteger fired) {}

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final AtomicInteger fired = new AtomicInteger();
    private final AtomicReference<CountDownLatch> held = new AtomicReference<>(new CountDownLatch(1));

    Faults() {}

    /** Every request that fits fails so, until {@link #clear()}. */
    public void on(Predicate<S3Request> where, Fault fault) {
        on(where, Integer.MAX_VALUE, fault);
    }

    /** The next {@code times} requests that fit fail so. */
    public void on(Predicate<S3Request> where, int times, Fault fault) {
        add(fault.toString(), times, request -> where.test(request) ? Optional.of(fault) : Optional.empty());
    }

    /** Asks a function of the test at every request, until {@link #clear()}. It is called by several threads. */
    public void decide(Function<S3Request, Optional<Fault>> decides) {
        add("a function", Integer.MAX_VALUE, decides);
    }

    /** Forgets all rules and ends what they still hold up: hung and stalled connections are closed. */
    public void clear() {
        rules.clear();
        release();
    }

    /** How many requests have failed so far. */
    public int fired() {
        return fired.get();
    }

    /** The rules that no request has met, in words. A test whose fault never came proves nothing: assert on it. */
    public List<String> unfired() {
        return rules.stream()
                .filter(rule -> rule.fired().get() == 0)
                .map(Rule::name)
                .toList();
    }

    Optional<Fault> next(S3Request request) {
        for (Rule rule : rules) {
            Optional<Fault> fault = rule.decides().apply(request);
            if (fault.isPresent() && rule.left().getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                rule.fired().incrementAndGet();
                fired.incrementAndGet();
                return fault;
            }
        }
        return Optional.empty();
    }

    /** Opens when that what is held up must end. Taken before {@link #next}, so that no clearing is overlooked. */
    CountDownLatch held() {
        return held.get();
    }

    void release() {
        held.getAndSet(new CountDownLatch(1)).countDown();
    }

    private void add(String name, int times, Function<S3Request, Optional<Fault>> decides) {
        rules.add(new Rule(name, decides, new AtomicInteger(times), new AtomicInteger()));
    }
}
