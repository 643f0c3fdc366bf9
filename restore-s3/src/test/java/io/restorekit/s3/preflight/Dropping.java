package io.restorekit.s3.preflight;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.Predicate;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server that knows one name, by both families, and answers some questions not at all. */
final class Dropping implements AutoCloseable {
    private final DatagramSocket socket;
    private final String known;
    private final Predicate<Record> dropped;

    Dropping(String known, Predicate<Record> dropped) throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        this.known = known;
        this.dropped = dropped;
        Thread thread = new Thread(this::answer);
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void answer() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                Message message = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (!dropped.test(message.getQuestion())) {
                    packet.setData(reply(message).toWire());
                    socket.send(packet);
                }
            }
        } catch (IOException e) {
            // The test has ended.
            return;
        }
    }

    private Message reply(Message message) throws IOException {
        Record question = message.getQuestion();
        message.getHeader().setFlag(Flags.QR);
        if (!question.getName().toString(true).equals(known)) {
            message.getHeader().setRcode(Rcode.NXDOMAIN);
            return message;
        }
        InetAddress address = InetAddress.getByName(question.getType() == Type.A ? "192.0.2.9" : "2001:db8::9");
        message.addRecord(
                address instanceof Inet4Address
                        ? new ARecord(question.getName(), DClass.IN, 9, address)
                        : new AAAARecord(question.getName(), DClass.IN, 9, address),
                Section.ANSWER);
        return message;
    }

    @Override
    public void close() {
        socket.close();
    }
}
