package io.restorekit.s3.address;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * In which order the addresses of a host are tried.
 *
 * <p>First come those that DNS names now and that are not doubted, then all others together; in both parts those that
 * never failed come first, then those whose failure is the longest ago. Of the few that one call tries one is named by DNS
 * and one is remembered, where there are both: so a negative answer can be had, and a wrong answer of DNS hides no
 * address that works.
 *
 * <p>An address that DNS names is doubted when it failed and never proved itself, or when it did not connect and a
 * remembered one has proved itself since: a call is not kept waiting where another address serves. After a while it has
 * its place again for one call, and is doubted as long again unless that call clears it.
 *
 * <p>Not thread-safe.
 */
final class AddressOrder {
    /** Addresses tried in one call: it stays within as many connect time limits. The others have their turn later. */
    static final int MOST = 3;

    private final Duration doubt;
    private final LongSupplier ticks;
    private final Map<InetAddress, Long> failures = new HashMap<>();
    private final Set<InetAddress> dead = new HashSet<>();
    private final Map<InetAddress, Long> doubted = new HashMap<>();
    private long count;

    /**
     * @param doubt how long an address is doubted
     * @param ticks monotonic nanoseconds
     */
    AddressOrder(Duration doubt, LongSupplier ticks) {
        this.doubt = doubt;
        this.ticks = ticks;
    }

    void failed(InetAddress address) {
        failures.put(address, ++count);
    }

    /** One that DNS names: {@link #failed}, and it has never proved itself. */
    void doubt(InetAddress address) {
        doubted.put(address, ticks.getAsLong());
    }

    /** One that DNS names: {@link #failed}, in that it did not connect. */
    void dead(InetAddress address) {
        dead.add(address);
    }

    /** One that DNS does not name serves. */
    void served() {
        dead.forEach(address -> doubted.putIfAbsent(address, ticks.getAsLong()));
    }

    void clear(InetAddress address) {
        failures.remove(address);
        dead.remove(address);
        doubted.remove(address);
    }

    void forgetAllBut(Collection<InetAddress> known) {
        failures.keySet().retainAll(known);
        dead.retainAll(known);
        doubted.keySet().retainAll(known);
    }

    /**
     * What one call tries while DNS answers.
     *
     * @param named by DNS, now
     * @param remembered the others
     */
    List<Route> routes(List<Route> named, List<Route> remembered) {
        List<Route> all = Stream.concat(
                        ranked(named.stream().filter(route -> !isDoubted(route))),
                        ranked(Stream.concat(remembered.stream(), named.stream().filter(this::isDoubted))))
                .toList();
        List<Route> chosen = all.size() > MOST ? ofBothKinds(all) : all;
        chosen.forEach(route -> doubted.computeIfPresent(
                route.address(), (address, since) -> isOver(since) ? Long.valueOf(ticks.getAsLong()) : since));
        return chosen;
    }

    /** What one call tries while DNS does not answer. */
    List<Route> routes(List<Route> remembered) {
        return ranked(remembered.stream()).limit(MOST).toList();
    }

    private static List<Route> ofBothKinds(List<Route> all) {
        List<Route> first = all.subList(0, MOST - 1);
        Route last = all.stream()
                .filter(route -> first.stream().noneMatch(other -> other.confirmed() == route.confirmed()))
                .findFirst()
                .orElse(all.get(MOST - 1));
        return Stream.concat(first.stream(), Stream.of(last)).toList();
    }

    private boolean isDoubted(Route route) {
        return doubted.containsKey(route.address()) && !isOver(doubted.get(route.address()));
    }

    private boolean isOver(long since) {
        return ticks.getAsLong() - since >= doubt.toNanos();
    }

    private Stream<Route> ranked(Stream<Route> routes) {
        return routes.sorted(Comparator.comparingLong(route -> failures.getOrDefault(route.address(), 0L)));
    }
}
