package io.restorekit.testkit.dns;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What one server makes of queries, and which it was asked. Thread-safe. */
final class DnsResponder {
    private final DnsZone zone;
    private final List<DnsQuery> queries = new CopyOnWriteArrayList<>();
    private final AtomicReference<DnsMode> mode = new AtomicReference<>(DnsMode.NORMAL);

    DnsResponder(DnsZone zone) {
        this.zone = zone;
    }

    /** Returns the mode before. */
    DnsMode mode(DnsMode next) {
        return mode.getAndSet(next);
    }

    DnsMode mode() {
        return mode.get();
    }

    List<DnsQuery> queries() {
        return List.copyOf(queries);
    }

    /** The reply to a message; empty if it stays unanswered, which it does too if it is no query. */
    Optional<DnsReply> reply(byte[] wire, boolean tcp) {
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
        DnsMode now = mode.get();
        String name = DnsZone.plain(question.getName().toString());
        queries.add(new DnsQuery(name, Type.string(question.getType()), now, tcp));
        DnsAnswer answer = answer(now, name, question.getType(), tcp);
        Optional<DnsReply> reply = DnsReply.to(query, answer, tcp);
        if (!tcp && reply.filter(DnsReply::isTruncated).isPresent()) {
            zone.owe(name, question.getType(), answer);
        }
        return reply;
    }

    private DnsAnswer answer(DnsMode now, String name, int type, boolean tcp) {
        return switch (now) {
            case NORMAL -> zone.next(name, type, tcp);
            case SILENT -> DnsAnswer.noAnswer();
            case NXDOMAIN -> DnsAnswer.nxDomain();
            case SERVFAIL -> DnsAnswer.servFail();
            case REFUSED -> DnsAnswer.refused();
        };
    }
}
