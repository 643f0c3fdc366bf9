package io.restorekit.testkit.dns;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What the server knows and was asked. Thread-safe. */
final class DnsZone {
    /** Short, so that a resolver that caches asks again soon. */
    private static final long TTL_SECONDS = 1;

    private final Map<String, List<InetAddress>> addresses = new ConcurrentHashMap<>();
    private final List<DnsQuery> queries = new CopyOnWriteArrayList<>();
    private volatile DnsMode mode = DnsMode.NORMAL;

    void answer(String name, List<InetAddress> all) {
        addresses.put(plain(name), List.copyOf(all));
    }

    void forget(String name) {
        addresses.remove(plain(name));
    }

    void mode(DnsMode next) {
        mode = next;
    }

    DnsMode mode() {
        return mode;
    }

    List<DnsQuery> queries() {
        return List.copyOf(queries);
    }

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    /** The answer to a message; empty if it stays unanswered, which it does too if it is none. */
    Optional<byte[]> reply(byte[] wire, boolean tcp) {
        Message query;
        try {
            query = new Message(wire);
        } catch (IOException e) {
            return Optional.empty();
        }
        Record question = query.getQuestion();
        if (question == null || query.getHeader().getFlag(Flags.QR)) {
            return Optional.empty();
        }
        DnsMode now = mode;
        String name = plain(question.getName().toString());
        queries.add(new DnsQuery(name, Type.string(question.getType()), now, tcp));
        return now == DnsMode.SILENT
                ? Optional.empty()
                : Optional.of(reply(query, question, name, now).toWire());
    }

    private Message reply(Message query, Record question, String name, DnsMode now) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.AA);
        reply.getHeader().setFlag(Flags.RA);
        if (query.getHeader().getFlag(Flags.RD)) {
            reply.getHeader().setFlag(Flags.RD);
        }
        reply.addRecord(question, Section.QUESTION);
        List<InetAddress> known = addresses.get(name);
        if (now == DnsMode.SERVFAIL) {
            reply.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (now == DnsMode.NXDOMAIN || known == null) {
            reply.getHeader().setRcode(Rcode.NXDOMAIN);
        } else {
            known.forEach(
                    address -> record(question, address).ifPresent(record -> reply.addRecord(record, Section.ANSWER)));
        }
        return reply;
    }

    /** The address as a record, if it is of the type that was asked for. */
    private static Optional<Record> record(Record question, InetAddress address) {
        Name name = question.getName();
        if (question.getType() == Type.A && address instanceof Inet4Address) {
            return Optional.of(new ARecord(name, DClass.IN, TTL_SECONDS, address));
        }
        if (question.getType() == Type.AAAA && address instanceof Inet6Address) {
            return Optional.of(new AAAARecord(name, DClass.IN, TTL_SECONDS, address));
        }
        return Optional.empty();
    }
}
