package io.restorekit.s3.preflight;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;

/** Asks one name server, by UDP, and again by TCP where the answer does not fit. One attempt each; blocks. */
final class Nameserver {
    /** One that takes longer makes the system's resolver ask the next one after five seconds. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int LONGEST_DATAGRAM = 4_096;

    private final InetSocketAddress address;
    private final int limitMillis;

    /** @param limit for each wait */
    Nameserver(InetSocketAddress address, Duration limit) {
        this.address = address;
        this.limitMillis = (int) limit.toMillis();
    }

    /** @throws IOException if no answer comes, or none that is one */
    DnsAnswer ask(DnsQuestion question) throws IOException {
        DnsAnswer answer = question.read(byDatagram(question.toWire()));
        return answer.truncated() ? question.read(byStream(question.toWire())) : answer;
    }

    private byte[] byDatagram(byte[] query) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(limitMillis);
            // Connected, it hears that a port is closed, and nobody else.
            socket.connect(address);
            socket.send(new DatagramPacket(query, query.length));
            DatagramPacket answer = new DatagramPacket(new byte[LONGEST_DATAGRAM], LONGEST_DATAGRAM);
            socket.receive(answer);
            return Arrays.copyOf(answer.getData(), answer.getLength());
        }
    }

    private byte[] byStream(byte[] query) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, limitMillis);
            socket.setSoTimeout(limitMillis);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] framed = new byte[query.length + 2];
            framed[0] = (byte) (query.length >> 8);
            framed[1] = (byte) query.length;
            System.arraycopy(query, 0, framed, 2, query.length);
            out.write(framed);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            return answer;
        }
    }

    @Override
    public String toString() {
        return address.getAddress().getHostAddress() + (address.getPort() == 53 ? "" : " port " + address.getPort());
    }
}
