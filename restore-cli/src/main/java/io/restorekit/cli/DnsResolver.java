package io.restorekit.cli;

import io.restorekit.s3.NameResolver;
import io.restorekit.testkit.dns.StubResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks one DNS server for both families of addresses; no cache and no hosts file stand before it. Thread-safe. */
final class DnsResolver implements NameResolver {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final InetSocketAddress address;
    private final StubResolver server;

    DnsResolver(InetSocketAddress address) {
        this.address = address;
        server = new StubResolver(List.of(address), LIMIT);
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        return server.resolve(host);
    }

    @Override
    public Optional<InetSocketAddress> nameserver() {
        return Optional.of(address);
    }
}
