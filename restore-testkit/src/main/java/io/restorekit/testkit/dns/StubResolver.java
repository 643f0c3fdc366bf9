package io.restorekit.testkit.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Resolves names by asking these servers, with no cache, no hosts file and no search path before them. For clients that
 * take a resolver; {@code resolver::resolve} fits most of their interfaces.
 *
 * <p>Servers are asked in order, as by the resolver of an operating system: the next one is asked when one does not
 * answer, says SERVFAIL or REFUSED, or is not there; what one answers otherwise counts. Thread-safe.
 */
public final class StubResolver {
    private final List<InetSocketAddress> servers;
    private final Duration limit;

    /**
     * @param servers where DNS servers listen, 1 or more
     * @param limit how long one server may take for one question. A name costs two questions (A, AAAA), so that a look-up
     *     ends after twice that time for each server
     */
    public StubResolver(List<InetSocketAddress> servers, Duration limit) {
        ServersInOrder.check(servers, limit);
        this.servers = List.copyOf(servers);
        this.limit = limit;
    }

    /**
     * The addresses of a host, IPv4 first.
     *
     * @return 1 or more
     * @throws UnknownHostException if there are none; the message tells apart that the name does not exist, that it has no
     *     address, and what each server that failed did
     */
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Record answer : ask(host, Type.A, reasons)) {
            addresses.add(((ARecord) answer).getAddress());
        }
        for (Record answer : ask(host, Type.AAAA, reasons)) {
            addresses.add(((AAAARecord) answer).getAddress());
        }
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host + ": " + String.join(", ", reasons));
        }
        return List.copyOf(addresses);
    }

    private List<Record> ask(String host, int type, List<String> reasons) throws UnknownHostException {
        List<String> failures = new ArrayList<>();
        Lookup lookup = lookup(host, type, new ServersInOrder(servers, limit, failures::add));
        Record[] answers = lookup.run();
        if (lookup.getResult() == Lookup.SUCCESSFUL) {
            return List.of(answers);
        }
        String question = Type.string(type) + " ";
        switch (lookup.getResult()) {
            case Lookup.HOST_NOT_FOUND -> reasons.add(question + "does not exist (NXDOMAIN)");
            case Lookup.TYPE_NOT_FOUND -> reasons.add(question + "has no address");
            default ->
                reasons.add(question + (failures.isEmpty() ? lookup.getErrorString() : String.join("; ", failures)));
        }
        return List.of();
    }

    private static Lookup lookup(String host, int type, ServersInOrder servers) throws UnknownHostException {
        try {
            Lookup lookup = new Lookup(Name.fromString(host, Name.root), type);
            lookup.setResolver(servers);
            lookup.setCache(null);
            lookup.setHostsFileParser(null);
            return lookup;
        } catch (TextParseException e) {
            throw new UnknownHostException(host + ": is no name");
        }
    }
}
