package io.restorekit.testkit.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;

/** Asks a DNS server, by dnsjava or with nothing between the test and the bytes. */
final class DnsClient {
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private DnsClient() {}

    static Message ask(DnsServer server, String name, int type, boolean tcp) throws IOException {
        return ask(server, name, type, tcp, PATIENCE);
    }

    static Message ask(DnsServer server, String name, int type, boolean tcp, Duration patience) throws IOException {
        SimpleResolver resolver = new SimpleResolver(server.address());
        resolver.setTCP(tcp);
        resolver.setTimeout(patience);
        return resolver.send(query(name, type));
    }

    static Message raw(DnsServer server, String name, int type, boolean tcp) throws IOException {
        return tcp ? rawTcp(server.address(), query(name, type)) : rawUdp(server.address(), query(name, type));
    }

    static Message query(String name, int type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN));
    }

    static List<String> answers(Message message) {
        return message.getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .toList();
    }

    static void send(DataOutputStream out, Message query) throws IOException {
        byte[] wire = query.toWire();
        out.writeShort(wire.length);
        out.write(wire);
    }

    static Message receive(DataInputStream in) throws IOException {
        return new Message(in.readNBytes(in.readUnsignedShort()));
    }

    private static Message rawUdp(InetSocketAddress server, Message query) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            byte[] wire = query.toWire();
            socket.send(new DatagramPacket(wire, wire.length, server));
            DatagramPacket reply = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(reply);
            return new Message(Arrays.copyOf(reply.getData(), reply.getLength()));
        }
    }

    private static Message rawTcp(InetSocketAddress server, Message query) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            send(new DataOutputStream(socket.getOutputStream()), query);
            return receive(new DataInputStream(socket.getInputStream()));
        }
    }
}
