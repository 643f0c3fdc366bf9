package io.restorekit.engine;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.restorekit.api.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * The one owner of pacing for a backup target, shared by all restores from it. Shut after {@value #FAILURES} calls in a
 * row have failed, or one that located a goal, or that was told to come back later; then one probe at a time passes, at
 * intervals that grow to {@value #LONGEST_MILLIS} ms, so that a transfer goes on within 5 s of the target's return.
 *
 * <p>A permit is given back exactly once, by whichever comes first: the answer, the deadline, or the forgetting.
 * Thread-safe.
 */
public final class TargetGate {
    private static final int FAILURES = 5;
    private static final long FIRST_MILLIS = 250;
    private static final long LONGEST_MILLIS = 4_000;
    /** How often somebody else's probe is waited for. */
    private static final long PROBE_NANOS = 500_000_000;

    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    private final Time time;
    private final RandomGenerator random;
    private final CircuitBreaker breaker;
    private long shutUntil;
    private long leftAloneUntil;
    private Optional<Failure> lastFailure = Optional.empty();

    public TargetGate(String place, Time time, RandomGenerator random) {
        this.time = time;
        this.random = random;
        this.shutUntil = time.nanos();
        this.leftAloneUntil = time.nanos();
        this.breaker = CircuitBreaker.of(
                place,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(FAILURES)
                        .minimumNumberOfCalls(FAILURES)
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(this::interval)
                        .clock(new MonotonicClock(time))
                        .currentTimestampFunction(clock -> time.nanos(), TimeUnit.NANOSECONDS)
                        .build());
    }

    /** Lets a call pass, or not. */
    public synchronized Optional<Permit> tryPass() {
        if (time.nanos() < shutUntil && breaker.getState() == CircuitBreaker.State.OPEN) {
            return Optional.empty();
        }
        return breaker.tryAcquirePermission() ? Optional.of(new Permit(time.nanos())) : Optional.empty();
    }

    /** Lets the next probe pass at once, unless one is under way or the place has asked to be left alone. */
    public synchronized void hurry() {
        if (breaker.getState() == CircuitBreaker.State.OPEN && time.nanos() >= leftAloneUntil) {
            shutUntil = time.nanos();
            breaker.transitionToHalfOpenState();
        }
    }

    /**
     * How long to wait until a call may pass; with jitter, so that many restores do not come at once.
     *
     * @param vain how many transfers in a row have brought nothing though the place answered: the few blocks that it does
     *     not give are not asked for ten times a second for ever
     */
    public synchronized Duration rest(int vain) {
        boolean probed = breaker.getState() == CircuitBreaker.State.HALF_OPEN;
        long left = Math.max(probed ? PROBE_NANOS : 0, shutUntil - time.nanos());
        Duration paced = vain < 2 ? Duration.ZERO : Duration.ofMillis(jittered(vain));
        Duration open = Duration.ofNanos(left).plusMillis(2 + random.nextInt(200));
        return open.compareTo(paced) < 0 ? paced : open;
    }

    /** The longest interval, jittered: for what only a person can mend. */
    public Duration longRest() {
        return Duration.ofMillis(random.nextLong(LONGEST_REST.toMillis() / 2, LONGEST_REST.toMillis()));
    }

    /** Why the gate is shut. */
    public synchronized Optional<Failure> lastFailure() {
        return lastFailure;
    }

    private long interval(int attempt) {
        long millis = jittered(attempt);
        // What the place itself asked for is not cut short.
        shutUntil = Math.max(shutUntil, time.nanos() + Duration.ofMillis(millis).toNanos());
        return millis;
    }

    private long jittered(int attempt) {
        long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt, 10));
        return random.nextLong(full / 2, full);
    }

    /** The right to make one call. */
    public final class Permit {
        private final AtomicBoolean open = new AtomicBoolean(true);
        private final long since;

        private Permit(long since) {
            this.since = since;
        }

        /** The place answered. */
        public void succeeded() {
            if (open.compareAndSet(true, false)) {
                synchronized (TargetGate.this) {
                    breaker.onSuccess(time.nanos() - since, TimeUnit.NANOSECONDS);
                }
            }
        }

        /**
         * The place is unavailable or refuses.
         *
         * @param shut whether this failure alone shuts the gate
         * @param rest how long the place asked to be left alone; shuts the gate for as long
         * @return whether the gate is shut now
         */
        public boolean failed(Failure failure, boolean shut, Optional<Duration> rest) {
            synchronized (TargetGate.this) {
                if (open.compareAndSet(true, false)) {
                    lastFailure = Optional.of(failure);
                    breaker.onError(time.nanos() - since, TimeUnit.NANOSECONDS, new IllegalStateException());
                    if ((shut || rest.isPresent()) && breaker.getState() == CircuitBreaker.State.CLOSED) {
                        breaker.transitionToOpenState();
                    }
                    rest.ifPresent(this::restFor);
                }
                return breaker.getState() != CircuitBreaker.State.CLOSED;
            }
        }

        /** Nothing was learnt of the place. */
        public void release() {
            if (open.compareAndSet(true, false)) {
                synchronized (TargetGate.this) {
                    breaker.releasePermission();
                }
            }
        }

        private void restFor(Duration asked) {
            Duration bounded = asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked;
            leftAloneUntil = Math.max(leftAloneUntil, time.nanos() + bounded.toNanos());
            shutUntil = Math.max(shutUntil, leftAloneUntil);
        }
    }

    /** The monotonic clock in the shape that the breaker wants. */
    private static final class MonotonicClock extends Clock {
        private final Time time;

        MonotonicClock(Time time) {
            this.time = time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(time.nanos());
        }
    }
}
