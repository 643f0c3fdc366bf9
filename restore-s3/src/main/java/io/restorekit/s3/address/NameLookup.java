package io.restorekit.s3.address;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Looks one name up, one look-up at a time: a resolver that hangs costs one thread, however many calls wait. Beside one
 * that has not come back for a minute another is begun, and no third. Nobody need wait for an answer; a late one is kept
 * for those who come after. Thread-safe.
 */
public final class NameLookup {
    /** More addresses than any store has; a bound for what a broken name server may send. */
    public static final int MAX_ADDRESSES = 16;

    /** Longer than any resolver takes that comes back at all. */
    static final Duration HUNG = Duration.ofMinutes(1);

    private static final int MOST_FLIGHTS = 2;

    /** Asks for the addresses of a name; at least one, in the order of preference. May block. */
    @FunctionalInterface
    public interface Source {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    private final String host;
    private final Source resolver;
    private final Executor executor;
    private final LongSupplier ticks;

    /** Those that have not come back, and the latest, which may have; in the order in which they began. */
    private List<Flight> flights = List.of();

    private Optional<Answer> answer = Optional.empty();

    /** @param ticks monotonic nanoseconds */
    NameLookup(String host, Source resolver, Executor executor, LongSupplier ticks) {
        this.host = host;
        this.resolver = resolver;
        this.executor = executor;
        this.ticks = ticks;
    }

    /** The last answer of DNS, however old. */
    synchronized Optional<Answer> answer() {
        return answer;
    }

    /** The look-up that began last. */
    synchronized Optional<Flight> latest() {
        return flights.isEmpty() ? Optional.empty() : Optional.of(flights.get(flights.size() - 1));
    }

    /** What a person should know of a resolver that hangs. */
    synchronized Optional<String> notice() {
        long hung = flights.stream().filter(this::isHung).count();
        return hung == 0
                ? Optional.empty()
                : Optional.of("look-ups of " + host + " that have not come back for a minute: " + hung + " of "
                        + MOST_FLIGHTS + " that may");
    }

    /** Begins a look-up; empty while one is on its way that is not hung, or if the latest began less than {@code pause} ago. */
    Optional<Flight> start(Duration pause) {
        Flight started = new Flight(new CompletableFuture<>(), ticks.getAsLong());
        synchronized (this) {
            List<Flight> away =
                    flights.stream().filter(flight -> !flight.isBack()).toList();
            boolean tooSoon = latest().filter(flight -> flight.age(ticks) < pause.toNanos())
                    .isPresent();
            if (tooSoon || away.size() == MOST_FLIGHTS || !away.stream().allMatch(this::isHung)) {
                return Optional.empty();
            }
            flights = Stream.concat(away.stream(), Stream.of(started)).toList();
        }
        try {
            executor.execute(() -> run(started));
        } catch (RuntimeException | Error e) {
            // No thread could be had: the next call starts another look-up.
            started.result().completeExceptionally(e);
        }
        return Optional.of(started);
    }

    private boolean isHung(Flight flight) {
        return !flight.isBack() && flight.age(ticks) >= HUNG.toNanos();
    }

    private void run(Flight current) {
        try {
            List<InetAddress> addresses =
                    resolver.resolve(host).stream().limit(MAX_ADDRESSES).toList();
            if (addresses.isEmpty()) {
                throw new UnknownHostException(host);
            }
            keep(new Answer(addresses, current.started(), ticks.getAsLong()));
            current.result().complete(addresses);
        } catch (Throwable e) {
            current.result().completeExceptionally(e);
        }
    }

    /** One that hung may bring what was so when it began: it replaces no answer to a later question. */
    private synchronized void keep(Answer next) {
        if (answer.isEmpty() || next.asked() - answer.get().asked() >= 0) {
            answer = Optional.of(next);
        }
    }

    /**
     * @param asked in ticks
     * @param arrived in ticks
     */
    record Answer(List<InetAddress> addresses, long asked, long arrived) {
        boolean youngerThan(Duration age, LongSupplier ticks) {
            return ticks.getAsLong() - arrived < age.toNanos();
        }
    }

    /** @param started in ticks */
    record Flight(CompletableFuture<List<InetAddress>> result, long started) {
        long age(LongSupplier ticks) {
            return ticks.getAsLong() - started;
        }

        boolean isBack() {
            return result.isDone();
        }

        /** Waits until the look-up ends, well or not, but not longer than {@code nanos}; not at all for none. */
        void await(long nanos) throws InterruptedIOException {
            if (nanos <= 0) {
                return;
            }
            try {
                result.get(nanos, TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException e) {
                // The answer, if any, is where all find it.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while a name was looked up");
            }
        }
    }
}
