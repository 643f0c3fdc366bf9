package io.restorekit.s3.address;

import io.restorekit.s3.address.NameLookup.Answer;
import io.restorekit.s3.address.NameLookup.Flight;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which addresses to try for a host, through an outage of DNS of any length. An answer of DNS counts as confirmed for
 * 30 s and is renewed in the background after half of that. When none comes, the last good addresses are used, which
 * outlive the process in a note. Thread-safe.
 */
final class HostAddresses implements Route.Observer {
    private static final Logger LOG = LoggerFactory.getLogger(HostAddresses.class);

    /** As long as the JVM itself keeps an answer by default. */
    static final Duration CONFIRMED = Duration.ofSeconds(30);

    private static final Duration RENEW = Duration.ofSeconds(15);

    /** How long calls wait for DNS at the beginning of an outage when there are addresses to fall back on. */
    static final Duration PATIENCE = Duration.ofMillis(300);

    /** How soon after a failed look-up another is started when there are addresses to fall back on. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String host;
    private final NameLookup lookup;
    private final ProvedAddresses proved;
    private final LongSupplier ticks;
    private final Duration firstWait;

    private final AddressOrder order;
    private boolean fallenBack;

    /** @param firstWait how long a call waits for DNS when there is nothing to fall back on */
    HostAddresses(String host, NameLookup lookup, ProvedAddresses proved, LongSupplier ticks, Duration firstWait) {
        this.host = host;
        this.lookup = lookup;
        this.proved = proved;
        this.ticks = ticks;
        this.firstWait = firstWait;
        this.order = new AddressOrder(RENEW, ticks);
    }

    /**
     * The addresses to try, in this order; at least one.
     *
     * @throws UnresolvedException if DNS gives none and none is known
     */
    List<Route> routes() throws IOException {
        if (fresh(RENEW).isEmpty()) {
            boolean nothingKnown = known().isEmpty();
            Optional<Flight> own = lookup.start(nothingKnown ? Duration.ZERO : PAUSE);
            if (fresh(CONFIRMED).isEmpty()) {
                await(own, nothingKnown);
            }
        }
        Optional<Answer> answer = fresh(CONFIRMED);
        return answer.isPresent() ? named(answer.get()) : fallback();
    }

    /**
     * In an outage that is known only the call that begins a look-up waits for it: otherwise the end of the outage would be
     * seen by the call after it alone, which may come late.
     */
    private void await(Optional<Flight> own, boolean nothingKnown) throws IOException {
        Optional<Flight> awaited = !nothingKnown && isFallenBack() ? own : lookup.latest();
        if (awaited.isPresent()) {
            Flight flight = awaited.get();
            flight.await(nothingKnown ? firstWait.toNanos() : PATIENCE.toNanos() - flight.age(ticks));
        }
    }

    /** What a person should know while DNS is away. */
    Optional<String> notice() {
        return Stream.of(outage(), lookup.notice())
                .flatMap(Optional::stream)
                .reduce((outage, hung) -> outage + "; " + hung);
    }

    private Optional<String> outage() {
        if (!isFallenBack() || fresh(CONFIRMED).isPresent()) {
            return Optional.empty();
        }
        String since = proved.all().latest().map(Instant::toString).orElse("before the outage");
        return Optional.of("DNS unavailable for " + host + ", using addresses of " + since);
    }

    @Override
    public synchronized void answered(Route route) {
        if (route.confirmed()) {
            order.clear(route.address());
        }
    }

    @Override
    public void proved(Route route) {
        synchronized (this) {
            order.clear(route.address());
            if (!route.confirmed()) {
                order.served();
            }
        }
        proved.proved(route.address(), route.confirmed());
    }

    @Override
    public synchronized void failed(Route route) {
        demote(route);
        if (route.confirmed() && !proved.all().contains(route.address())) {
            order.doubt(route.address());
        }
    }

    @Override
    public synchronized void dead(Route route) {
        demote(route);
        if (route.confirmed()) {
            order.dead(route.address());
        }
    }

    private void demote(Route route) {
        order.forgetAllBut(known());
        order.failed(route.address());
    }

    private synchronized boolean isFallenBack() {
        return fallenBack;
    }

    private Optional<Answer> fresh(Duration age) {
        return lookup.answer().filter(answer -> answer.youngerThan(age, ticks));
    }

    /** Good addresses first, then what DNS last said: it was right once. */
    private Set<InetAddress> known() {
        Set<InetAddress> known = new LinkedHashSet<>(proved.all().addresses());
        lookup.answer().ifPresent(answer -> known.addAll(answer.addresses()));
        return known;
    }

    private synchronized List<Route> named(Answer answer) {
        if (fallenBack) {
            LOG.info("DNS answers again for {}", host);
        }
        fallenBack = false;
        GoodAddresses good = proved.all();
        List<InetAddress> named = new ArrayList<>(answer.addresses());
        named.sort(Comparator.comparing(address -> !good.contains(address)));
        Set<InetAddress> others = new LinkedHashSet<>(good.addresses());
        named.forEach(others::remove);
        return order.routes(routes(named, true), routes(others, false));
    }

    private synchronized List<Route> fallback() throws UnresolvedException {
        Set<InetAddress> known = known();
        if (known.isEmpty()) {
            throw new UnresolvedException(host);
        }
        if (!fallenBack) {
            LOG.warn("DNS unavailable for {}, using its last good addresses", host);
        }
        fallenBack = true;
        return order.routes(routes(known, false));
    }

    private List<Route> routes(Collection<InetAddress> addresses, boolean confirmed) {
        return addresses.stream()
                .map(address -> new Route(address, confirmed, this))
                .collect(Collectors.toList());
    }
}
