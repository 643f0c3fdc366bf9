package io.restorekit.s3.preflight;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** Answers one question of DNS, by TCP alone, with one address. */
final class TcpAlone implements AutoCloseable {
    private final ServerSocket socket;
    private volatile boolean asked;

    TcpAlone() throws IOException {
        socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(this::answer);
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    boolean asked() {
        return asked;
    }

    private void answer() {
        try (Socket client = socket.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            byte[] question = new byte[in.readUnsignedShort()];
            in.readFully(question);
            asked = true;
            Message message = new Message(question);
            message.getHeader().setFlag(Flags.QR);
            message.addRecord(
                    new ARecord(message.getQuestion().getName(), DClass.IN, 9, InetAddress.getByName("192.0.2.9")),
                    Section.ANSWER);
            byte[] answer = message.toWire();
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            out.writeShort(answer.length);
            out.write(answer);
        } catch (IOException e) {
            // The test has ended.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
