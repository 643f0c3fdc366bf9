package io.restorekit.testkit.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A message that goes back, after a while. */
record DnsReply(byte[] message, Duration delay) {
    private static final int LARGEST = 65_535;
    /** What every client takes over UDP (RFC 1035). */
    private static final int SMALLEST = 512;
    /** The bit in the third byte of a message. */
    private static final int TC = 0x02;

    /** The answer to a query that has a question; empty if nothing goes back. */
    static Optional<DnsReply> to(Message query, DnsAnswer answer, boolean tcp) {
        if (answer instanceof DnsAnswer.NoAnswer) {
            return Optional.empty();
        }
        if (answer instanceof DnsAnswer.Slow slow) {
            return to(query, slow.answer(), tcp).map(reply -> reply.later(slow.delay()));
        }
        if (answer instanceof DnsAnswer.Truncated truncated && tcp) {
            return to(query, truncated.answer(), true);
        }
        return Optional.of(new DnsReply(message(query, answer).toWire(tcp ? LARGEST : fits(query)), Duration.ZERO));
    }

    /** Whether it went over UDP and is whole over TCP alone. */
    boolean isTruncated() {
        return (message[2] & TC) != 0;
    }

    /** How large an answer the client takes over UDP. */
    private static int fits(Message query) {
        return Optional.ofNullable(query.getOPT())
                .map(OPTRecord::getPayloadSize)
                .map(size -> Math.max(size, SMALLEST))
                .orElse(SMALLEST);
    }

    private DnsReply later(Duration more) {
        return new DnsReply(message, delay.plus(more));
    }

    private static Message message(Message query, DnsAnswer answer) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.AA);
        reply.getHeader().setFlag(Flags.RA);
        if (query.getHeader().getFlag(Flags.RD)) {
            reply.getHeader().setFlag(Flags.RD);
        }
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        if (answer instanceof DnsAnswer.Addresses known) {
            add(reply, query.getQuestion(), known);
        } else if (answer instanceof DnsAnswer.NxDomain unknown) {
            reply.getHeader().setRcode(Rcode.NXDOMAIN);
            reply.addRecord(authority(unknown.ttl()), Section.AUTHORITY);
        } else if (answer instanceof DnsAnswer.ServFail) {
            reply.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (answer instanceof DnsAnswer.Refused) {
            reply.getHeader().setRcode(Rcode.REFUSED);
        } else if (answer instanceof DnsAnswer.Truncated) {
            reply.getHeader().setFlag(Flags.TC);
        }
        return reply;
    }

    private static void add(Message reply, Record question, DnsAnswer.Addresses known) {
        List<Record> records = known.addresses().stream()
                .flatMap(address -> record(question, address, known.ttl()).stream())
                .toList();
        records.forEach(record -> reply.addRecord(record, Section.ANSWER));
        if (records.isEmpty()) {
            reply.addRecord(authority(known.ttl()), Section.AUTHORITY);
        }
    }

    /** The address as a record, if it is of the type that was asked for. */
    private static Optional<Record> record(Record question, InetAddress address, Duration ttl) {
        Name name = question.getName();
        if (question.getType() == Type.A && address instanceof Inet4Address) {
            return Optional.of(new ARecord(name, DClass.IN, ttl.getSeconds(), address));
        }
        if (question.getType() == Type.AAAA && address instanceof Inet6Address) {
            return Optional.of(new AAAARecord(name, DClass.IN, ttl.getSeconds(), address));
        }
        return Optional.empty();
    }

    /** What negative caches live by (RFC 2308): of the root, which is above every name. */
    private static SOARecord authority(Duration ttl) {
        long seconds = ttl.getSeconds();
        return new SOARecord(Name.root, DClass.IN, seconds, Name.root, Name.root, 1, 1, 1, 1, seconds);
    }
}
