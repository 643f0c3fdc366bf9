package io.restorekit.s3.address;

import io.restorekit.s3.address.NameLookup.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    /** How often the time of an address that keeps working is noted. */
    private static final Duration NOTED = Duration.ofMinutes(10);

    /** Addresses tried in one call: it stays within as many connect time limits. The others have their turn later. */
    private static final int MAX_ROUTES = 3;

    private final String host;
    private final NameLookup lookup;
    private final AddressNotes notes;
    private final Clock clock;
    private final LongSupplier ticks;
    private final Duration firstWait;
    private final Object noteLock = new Object();

    private final Map<InetAddress, Long> demoted = new HashMap<>();

    /**
     * What DNS names but is dead, or failed and has never proved itself, and since when in ticks: all others come before it
     * for as long as an answer of DNS is taken as it is. Then one call tries it, and the rest wait as long again.
     */
    private final Map<InetAddress, Long> doubted = new HashMap<>();

    private long demotions;
    private GoodAddresses good;
    private boolean fallenBack;

    /** @param firstWait how long a call waits for DNS when there is nothing to fall back on */
    HostAddresses(
            String host, NameLookup lookup, AddressNotes notes, Clock clock, LongSupplier ticks, Duration firstWait) {
        this.host = host;
        this.lookup = lookup;
        this.notes = notes;
        this.clock = clock;
        this.ticks = ticks;
        this.firstWait = firstWait;
        this.good = notes.read();
    }

    /**
     * The addresses to try, in this order; at least one.
     *
     * @throws UnresolvedException if DNS gives none and none is known
     */
    List<Route> routes() throws IOException {
        if (fresh(RENEW).isEmpty()) {
            Set<InetAddress> known = known();
            NameLookup.Flight flight = lookup.start(known.isEmpty() ? Duration.ZERO : PAUSE);
            if (fresh(CONFIRMED).isEmpty()) {
                flight.await(known.isEmpty() ? firstWait.toNanos() : patience(flight));
            }
        }
        Optional<Answer> answer = fresh(CONFIRMED);
        return answer.isPresent() ? confirmed(answer.get()) : fallback();
    }

    /** In an outage that is known nobody waits: look-ups go on in the background, one after another. */
    private synchronized long patience(NameLookup.Flight flight) {
        return fallenBack ? 0 : PATIENCE.toNanos() - flight.age(ticks);
    }

    /** What a person should know while DNS is away. */
    synchronized Optional<String> notice() {
        if (!fallenBack || fresh(CONFIRMED).isPresent()) {
            return Optional.empty();
        }
        String since = good.latest().map(Instant::toString).orElse("before the outage");
        return Optional.of("DNS unavailable for " + host + ", using addresses of " + since);
    }

    @Override
    public synchronized void answered(Route route) {
        if (route.confirmed()) {
            clear(route);
        }
    }

    @Override
    public void proved(Route route) {
        synchronized (this) {
            clear(route);
            Instant now = clock.instant();
            boolean told = good.seenWithin(NOTED, route.address(), now);
            if (told || !route.confirmed() && good.contains(route.address())) {
                return;
            }
            good = good.with(route.address(), now);
        }
        writeNote();
    }

    @Override
    public synchronized void failed(Route route) {
        demote(route);
        if (route.confirmed() && !good.contains(route.address())) {
            doubted.put(route.address(), ticks.getAsLong());
        }
    }

    @Override
    public synchronized void dead(Route route) {
        demote(route);
        if (route.confirmed()) {
            doubted.put(route.address(), ticks.getAsLong());
        }
    }

    private void demote(Route route) {
        Set<InetAddress> known = known();
        demoted.keySet().retainAll(known);
        doubted.keySet().retainAll(known);
        demoted.put(route.address(), ++demotions);
    }

    private void clear(Route route) {
        demoted.remove(route.address());
        doubted.remove(route.address());
    }

    private boolean isDoubted(InetAddress address) {
        Optional<Long> since = Optional.ofNullable(doubted.get(address));
        long now = ticks.getAsLong();
        if (since.isPresent() && now - since.get() >= RENEW.toNanos()) {
            doubted.put(address, now);
            return false;
        }
        return since.isPresent();
    }

    private void writeNote() {
        synchronized (noteLock) {
            GoodAddresses latest;
            synchronized (this) {
                latest = good;
            }
            notes.write(latest);
        }
    }

    private Optional<Answer> fresh(Duration age) {
        return lookup.answer().filter(answer -> answer.youngerThan(age, ticks));
    }

    /** Good addresses first, then what DNS last said: it was right once. */
    private synchronized Set<InetAddress> known() {
        Set<InetAddress> known = new LinkedHashSet<>(good.addresses());
        lookup.answer().ifPresent(answer -> known.addAll(answer.addresses()));
        return known;
    }

    private synchronized List<Route> confirmed(Answer answer) {
        if (fallenBack) {
            LOG.info("DNS answers again for {}", host);
        }
        fallenBack = false;
        Set<InetAddress> others = new LinkedHashSet<>(good.addresses());
        answer.addresses().forEach(others::remove);
        int room = others.isEmpty() ? MAX_ROUTES : MAX_ROUTES - 1;
        Map<Boolean, List<InetAddress>> byDoubt =
                answer.addresses().stream().collect(Collectors.partitioningBy(this::isDoubted));
        return Stream.of(
                        ranked(byDoubt.get(false), true).limit(room),
                        ranked(List.copyOf(others), false),
                        ranked(byDoubt.get(true), true))
                .flatMap(routes -> routes)
                .limit(MAX_ROUTES)
                .toList();
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
        return ranked(new ArrayList<>(known), false).limit(MAX_ROUTES).toList();
    }

    private Stream<Route> ranked(List<InetAddress> addresses, boolean confirmed) {
        return addresses.stream()
                .sorted(Comparator.comparingLong((InetAddress address) -> demoted.getOrDefault(address, 0L))
                        .thenComparing(address -> !good.contains(address)))
                .map(address -> new Route(address, confirmed, this));
    }
}
