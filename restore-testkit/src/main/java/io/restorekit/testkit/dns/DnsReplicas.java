package io.restorekit.testkit.dns;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Several DNS servers that know the same names, as the replicas of a cluster's DNS. Each has a port, a mode and a count of
 * queries of its own and can be stopped apart; names are told to all of them, and all go through a name's answers
 * together.
 *
 * <pre>{@code
 * try (DnsReplicas dns = DnsReplicas.open(2)) {
 *     dns.answer("s3.test", "10.0.0.1");
 *     dns.get(0).stop();
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class DnsReplicas implements AutoCloseable {
    private final List<DnsServer> servers;

    private DnsReplicas(List<DnsServer> servers) {
        this.servers = List.copyOf(servers);
    }

    /**
     * Starts so many servers, each on a free port.
     *
     * @param count 1 or more
     */
    public static DnsReplicas open(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("replicas are 1 or more, not " + count);
        }
        DnsZone zone = new DnsZone();
        List<DnsServer> opened = new ArrayList<>();
        try {
            IntStream.range(0, count).forEach(index -> opened.add(DnsServer.open(zone, 0)));
            return new DnsReplicas(opened);
        } catch (RuntimeException e) {
            opened.forEach(DnsServer::close);
            throw e;
        }
    }

    /** One of them, counted from 0. Names that it is told, or told to forget, are so for all. */
    public DnsServer get(int index) {
        return servers.get(index);
    }

    public int count() {
        return servers.size();
    }

    /** Where they listen, in order; also those that are stopped. */
    public List<InetSocketAddress> addresses() {
        return servers.stream().map(DnsServer::address).toList();
    }

    /** As {@link DnsServer#answer(String, String...)}, for all. */
    public void answer(String name, String... addresses) {
        get(0).answer(name, addresses);
    }

    /** As {@link DnsServer#answer(String, DnsAnswer, DnsAnswer...)}, for all. */
    public void answer(String name, DnsAnswer first, DnsAnswer... next) {
        get(0).answer(name, first, next);
    }

    /** As {@link DnsServer#cycle(String, DnsAnswer, DnsAnswer...)}, for all. */
    public void cycle(String name, DnsAnswer first, DnsAnswer... next) {
        get(0).cycle(name, first, next);
    }

    /** From now on none of them knows this name. */
    public void forget(String name) {
        get(0).forget(name);
    }

    /** As {@link DnsServer#unfired()}: the scripted answers that none of them gave. */
    public List<String> unfired() {
        return get(0).unfired();
    }

    /** Every one treats queries so from now on. */
    public void mode(DnsMode mode) {
        forEach(server -> server.mode(mode));
    }

    /** Stops every one. */
    public void stop() {
        forEach(DnsServer::stop);
    }

    /** Starts every one that is stopped. */
    public void start() {
        forEach(DnsServer::start);
    }

    /** As {@link DnsServer#onOutage}, each time any one of them has an outage. */
    public void onOutage(Runnable dropsConnections) {
        servers.forEach(server -> server.onOutage(dropsConnections));
    }

    @Override
    public void close() {
        stop();
    }

    /** Leaves none out where one fails. */
    private void forEach(Consumer<DnsServer> act) {
        OutageListeners.runAll(servers.stream()
                .map(server -> (Runnable) () -> act.accept(server))
                .toList());
    }
}
