package io.restorekit.testkit.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * A DNS server on 127.0.0.1, UDP and TCP on one port. It answers A and AAAA queries for the names it was told, with a
 * time to live of one second, and can be made to fail in the ways that differ for a resolver: gone ({@link #stop}, an
 * ICMP error or a refused connection), silent (time-outs), NXDOMAIN, SERVFAIL.
 *
 * <p>A name that has only IPv4 addresses has an empty answer, not NXDOMAIN, for AAAA; and the reverse.
 *
 * <p>Thread-safe.
 */
public final class DnsServer implements AutoCloseable {
    private final DnsZone zone = new DnsZone();
    private Optional<DnsSockets> sockets = Optional.empty();
    private int port;

    private DnsServer() {}

    /** Starts a server on a free port. */
    public static DnsServer open() {
        DnsServer server = new DnsServer();
        server.start();
        return server;
    }

    /**
     * Starts a server on this port.
     *
     * @throws UncheckedIOException if it cannot be had: ports below 1024 want a privilege
     */
    public static DnsServer open(int port) {
        DnsServer server = new DnsServer();
        server.port = port;
        server.start();
        return server;
    }

    /**
     * Listens again on the same port after {@link #stop()}; names, mode and queries are kept. Does nothing while it runs.
     *
     * @throws UncheckedIOException if another process took the port meanwhile
     */
    public synchronized void start() {
        if (sockets.isPresent()) {
            return;
        }
        try {
            DnsSockets opened = DnsSockets.open(zone, port);
            port = opened.port();
            sockets = Optional.of(opened);
        } catch (IOException e) {
            throw new UncheckedIOException("the DNS server cannot listen on port " + port, e);
        }
    }

    /** Closes the port: queries are refused, not counted. Does nothing when stopped. */
    public synchronized void stop() {
        try {
            if (sockets.isPresent()) {
                sockets.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the DNS server cannot close its port", e);
        } finally {
            sockets = Optional.empty();
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Where it listens; the same after a restart. */
    public synchronized InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    public synchronized int port() {
        return port;
    }

    /**
     * From now on this name has these addresses and no others; none means that it exists and has no address.
     *
     * @param addresses IPv4 or IPv6, as literals
     * @throws IllegalArgumentException if one is no literal address
     */
    public void answer(String name, String... addresses) {
        zone.answer(name, List.of(addresses).stream().map(DnsServer::literal).toList());
    }

    /** From now on this name does not exist. */
    public void forget(String name) {
        zone.forget(name);
    }

    /** How queries are treated from now on, while the server runs. */
    public void mode(DnsMode mode) {
        zone.mode(mode);
    }

    public DnsMode mode() {
        return zone.mode();
    }

    /** Every query received, in order. */
    public List<DnsQuery> queries() {
        return zone.queries();
    }

    /** How many queries for this name were treated so. */
    public long queries(String name, DnsMode mode) {
        return queries().stream()
                .filter(query -> query.name().equals(DnsZone.plain(name)) && query.mode() == mode)
                .count();
    }

    private static InetAddress literal(String address) {
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("no literal address: " + address);
        }
        try {
            return InetAddress.getByName(address);
        } catch (IOException e) {
            throw new IllegalArgumentException("no literal address: " + address, e);
        }
    }
}
