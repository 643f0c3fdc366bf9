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

/**
 * Looks one name up, one look-up at a time: a resolver that hangs costs one thread, however many calls wait. Nobody
 * need wait for an answer; a late one is kept for those who come after. Thread-safe.
 */
public final class NameLookup {
    /** More addresses than any store has; a bound for what a broken name server may send. */
    public static final int MAX_ADDRESSES = 16;

    /** Asks for the addresses of a name; at least one, in the order of preference. May block. */
    @FunctionalInterface
    public interface Source {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    private final String host;
    private final Source resolver;
    private final Executor executor;
    private final LongSupplier ticks;

    private Optional<Flight> flight = Optional.empty();
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

    /** Joins the look-up in flight or starts one; one that began less than {@code pause} ago is joined though it ended. */
    Flight start(Duration pause) {
        Flight started;
        synchronized (this) {
            if (flight.isPresent()
                    && (!flight.get().result().isDone() || flight.get().age(ticks) < pause.toNanos())) {
                return flight.get();
            }
            started = new Flight(new CompletableFuture<>(), ticks.getAsLong());
            flight = Optional.of(started);
        }
        try {
            executor.execute(() -> run(started));
        } catch (RuntimeException | Error e) {
            // No thread could be had: the next call starts another look-up.
            started.result().completeExceptionally(e);
        }
        return started;
    }

    private void run(Flight current) {
        try {
            List<InetAddress> addresses =
                    resolver.resolve(host).stream().limit(MAX_ADDRESSES).toList();
            if (addresses.isEmpty()) {
                throw new UnknownHostException(host);
            }
            synchronized (this) {
                answer = Optional.of(new Answer(addresses, ticks.getAsLong()));
            }
            current.result().complete(addresses);
        } catch (Throwable e) {
            current.result().completeExceptionally(e);
        }
    }

    /** @param arrived in ticks */
    record Answer(List<InetAddress> addresses, long arrived) {
        boolean youngerThan(Duration age, LongSupplier ticks) {
            return ticks.getAsLong() - arrived < age.toNanos();
        }
    }

    /** @param started in ticks */
    record Flight(CompletableFuture<List<InetAddress>> result, long started) {
        long age(LongSupplier ticks) {
            return ticks.getAsLong() - started;
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
