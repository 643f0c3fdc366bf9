package io.restorekit.cli;

import io.restorekit.s3.NameResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks one DNS server for both families of addresses; no cache and no hosts file stand before it. Thread-safe. */
final class DnsResolver implements NameResolver {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final InetSocketAddress address;
    private final SimpleResolver server;

    DnsResolver(InetSocketAddress address) {
        this.address = address;
        server = new SimpleResolver(address);
        server.setTimeout(LIMIT);
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (Record answer : ask(host, Type.A)) {
            addresses.add(((ARecord) answer).getAddress());
        }
        for (Record answer : ask(host, Type.AAAA)) {
            addresses.add(((AAAARecord) answer).getAddress());
        }
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }

    @Override
    public Optional<InetSocketAddress> nameserver() {
        return Optional.of(address);
    }

    private Record[] ask(String host, int type) throws UnknownHostException {
        try {
            Lookup lookup = new Lookup(Name.fromString(host, Name.root), type);
            lookup.setResolver(server);
            lookup.setCache(null);
            lookup.setHostsFileParser(null);
            Record[] answers = lookup.run();
            return answers == null ? new Record[0] : answers;
        } catch (TextParseException e) {
            throw new UnknownHostException(host);
        }
    }
}
