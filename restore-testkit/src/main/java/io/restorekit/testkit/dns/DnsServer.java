package io.restorekit.testkit.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A DNS server on 127.0.0.1, UDP and TCP on one port. It answers A and AAAA queries for the names it was told, with a
 * time to live of one second unless told otherwise, and can be made to fail in the ways that differ for a resolver: gone
 * ({@link #stop}, an ICMP error or a refused connection), for all names ({@link #mode}), or name by name:
 *
 * <pre>{@code
 * server.answer("s3.test", "10.0.0.1");                                     // a plain address
 * server.answer("s3.test", DnsAnswer.servFail(), DnsAnswer.addresses("10.0.0.1")); // one after the other, the last stays
 * server.cycle("s3.test", DnsAnswer.nxDomain(), DnsAnswer.addresses("10.0.0.1"));  // flaps
 * assertThat(server.unfired()).isEmpty();
 * }</pre>
 *
 * <p>Each record type goes through a name's answers by itself. Every query takes the next one, also a client's repetition;
 * but the query over TCP that follows a truncated answer gets the rest of that. A name that has only IPv4 addresses has an
 * empty answer, not NXDOMAIN, for AAAA; and the reverse. Negative answers carry an SOA record.
 *
 * <p>Thread-safe.
 */
public final class DnsServer implements AutoCloseable {
    private final DnsZone zone;
    private final DnsResponder responder;
    private final OutageListeners outages = new OutageListeners();
    private Optional<DnsSockets> sockets = Optional.empty();
    private boolean closed;
    private int port;

    private DnsServer(DnsZone zone, int port) {
        this.zone = zone;
        this.responder = new DnsResponder(zone);
        this.port = port;
    }

    /** Starts a server on a free port. */
    public static DnsServer open() {
        return open(0);
    }

    /**
     * Starts a server on this port.
     *
     * @throws UncheckedIOException if it cannot be had: ports below 1024 want a privilege
     */
    public static DnsServer open(int port) {
        return open(new DnsZone(), port);
    }

    static DnsServer open(DnsZone zone, int port) {
        DnsServer server = new DnsServer(zone, port);
        server.start();
        return server;
    }

    /**
     * Listens again on the same port after {@link #stop()}; names, mode and queries are kept. Does nothing while it runs.
     *
     * @throws IllegalStateException if it was closed
     * @throws UncheckedIOException if another process took the port meanwhile
     */
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException("the DNS server was closed, not only stopped");
        }
        if (sockets.isPresent()) {
            return;
        }
        try {
            DnsSockets opened = DnsSockets.open(responder, port);
            port = opened.port();
            sockets = Optional.of(opened);
        } catch (IOException e) {
            throw new UncheckedIOException("the DNS server cannot listen on port " + port, e);
        }
    }

    /** Closes the port: queries are refused, not counted, and slow answers never come. Does nothing when stopped. */
    public void stop() {
        if (closePort()) {
            outages.tell();
        }
    }

    /** Stops for good. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
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
        zone.answer(name, DnsAnswer.addresses(addresses));
    }

    /** From now on queries for this name get these answers, one after the other; the last stays. */
    public void answer(String name, DnsAnswer first, DnsAnswer... next) {
        zone.script(name, Stream.concat(Stream.of(first), Stream.of(next)).toList(), false);
    }

    /** From now on queries for this name get these answers in turn, over and over. */
    public void cycle(String name, DnsAnswer first, DnsAnswer... next) {
        zone.script(name, Stream.concat(Stream.of(first), Stream.of(next)).toList(), true);
    }

    /** From now on this name does not exist. */
    public void forget(String name) {
        zone.forget(name);
    }

    /**
     * The scripted answers that no query got, in words; also of scripts that were replaced or forgotten. A test whose
     * fault never came proves nothing: assert on it. Plain addresses are no script.
     */
    public List<String> unfired() {
        return zone.unfired();
    }

    /** How queries are treated from now on, while the server runs. In another mode than NORMAL no script goes on. */
    public void mode(DnsMode mode) {
        if (responder.mode(mode) == DnsMode.NORMAL && mode != DnsMode.NORMAL) {
            outages.tell();
        }
    }

    public DnsMode mode() {
        return responder.mode();
    }

    /**
     * Calls this each time the server stops, is closed or leaves {@link DnsMode#NORMAL}, on the thread that makes it do so
     * and before that call returns. For clients whose pooled connections would hide the outage, as they need no name:
     *
     * <pre>{@code
     * server.onOutage(okHttp.connectionPool()::evictAll);
     * server.onOutage(() -> apachePool.closeIdle(TimeValue.ZERO_MILLISECONDS)); // Apache HttpClient 5
     * server.onOutage(() -> s3.getAndSet(newClient()).close());                 // AWS SDK: its pools can only be closed
     * }</pre>
     *
     * <p>Connections that are in use at that moment stay as they are in the first two. What it throws comes out of the
     * call that caused the outage, after the outage has begun and everybody else was told.
     */
    public void onOutage(Runnable dropsConnections) {
        outages.add(dropsConnections);
    }

    /** Every query received, in order. */
    public List<DnsQuery> queries() {
        return responder.queries();
    }

    /** How many queries for this name were treated so. */
    public long queries(String name, DnsMode mode) {
        return queries().stream()
                .filter(query -> query.name().equals(DnsZone.plain(name)) && query.mode() == mode)
                .count();
    }

    private synchronized boolean closePort() {
        Optional<DnsSockets> open = sockets;
        sockets = Optional.empty();
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the DNS server cannot close its port", e);
        }
        return open.isPresent();
    }
}
