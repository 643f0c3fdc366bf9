package io.restorekit.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Asks one DNS server each time, once for each family of addresses; remembers nothing. */
final class StubResolver implements NameResolver {
    private final SimpleResolver server;

    /** @param limit how long an answer is waited for */
    StubResolver(InetSocketAddress address, Duration limit) {
        server = new SimpleResolver(address);
        server.setTimeout(limit);
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (int type : List.of(Type.A, Type.AAAA)) {
            for (Record answer : ask(host, type)) {
                if (answer instanceof ARecord four) {
                    addresses.add(four.getAddress());
                } else if (answer instanceof AAAARecord six) {
                    addresses.add(six.getAddress());
                }
            }
        }
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }

    private List<Record> ask(String host, int type) throws UnknownHostException {
        try {
            Record question = Record.newRecord(Name.fromString(host, Name.root), type, DClass.IN);
            return server.send(Message.newQuery(question)).getSection(Section.ANSWER);
        } catch (IOException e) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(e);
            throw unknown;
        }
    }
}
