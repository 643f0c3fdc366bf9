package io.restorekit.testkit.dns;

import io.restorekit.testkit.net.LastingPort;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** UDP and TCP on one port of 127.0.0.1, and the threads that serve them. */
final class DnsSockets {
    private static final int LARGEST_MESSAGE = 65_535;

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    /** Back to who asked. */
    private interface Sending {
        void send(byte[] message) throws IOException;
    }

    private final DnsResponder responder;
    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private final List<Thread> serving;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService late =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "dns-late"));

    private DnsSockets(DnsResponder responder, ServerSocket tcp, DatagramSocket udp) {
        this.responder = responder;
        this.tcp = tcp;
        this.udp = udp;
        serving = List.of(daemon(this::serveUdp, "dns-udp-" + port()), daemon(this::acceptTcp, "dns-tcp-" + port()));
    }

    /**
     * Opens the sockets and serves until {@link #close}.
     *
     * @param port 0 for any that is free
     */
    static DnsSockets open(DnsResponder responder, int port) throws IOException {
        DnsSockets sockets = LastingPort.bind(port, free -> bind(responder, free));
        sockets.serving.forEach(Thread::start);
        return sockets;
    }

    int port() {
        return tcp.getLocalPort();
    }

    /** Returns when the port is free: some kernels keep it as long as a thread waits on it. */
    void close() throws IOException {
        int port = port();
        udp.close();
        tcp.close();
        late.shutdownNow();
        for (Socket client : clients) {
            client.close();
        }
        try {
            LastingPort.awaitRefusal(port);
            for (Thread thread : serving) {
                thread.join(CLOSE_PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static DnsSockets bind(DnsResponder responder, int port) throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        ServerSocket tcp = new ServerSocket();
        try {
            tcp.bind(new InetSocketAddress(loopback, port));
            return new DnsSockets(responder, tcp, new DatagramSocket(port, loopback));
        } catch (IOException e) {
            tcp.close();
            throw e;
        }
    }

    private void serveUdp() {
        byte[] buffer = new byte[LARGEST_MESSAGE];
        while (!udp.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                udp.receive(packet);
                SocketAddress client = packet.getSocketAddress();
                answer(
                        responder.reply(Arrays.copyOf(buffer, packet.getLength()), false),
                        message -> udp.send(new DatagramPacket(message, message.length, client)));
            } catch (IOException e) {
                // Closed, or the client's port is: the next one is served, if there can be one.
            }
        }
    }

    private void acceptTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket client = tcp.accept();
                clients.add(client);
                if (tcp.isClosed()) {
                    client.close();
                }
                daemon(() -> serveTcp(client), "dns-tcp-client").start();
            } catch (IOException e) {
                // Closed, or the client left at once.
            }
        }
    }

    private void serveTcp(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            while (!tcp.isClosed()) {
                answer(responder.reply(in.readNBytes(in.readUnsignedShort()), true), message -> send(message, out));
            }
        } catch (IOException e) {
            // The client left.
        } finally {
            clients.remove(client);
        }
    }

    private void answer(Optional<DnsReply> answer, Sending sending) throws IOException {
        if (answer.isEmpty()) {
            return;
        }
        DnsReply reply = answer.get();
        if (reply.delay().isZero()) {
            sending.send(reply.message());
            return;
        }
        try {
            late.schedule(() -> sendLate(reply, sending), reply.delay().toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: nothing comes any more.
        }
    }

    private static void sendLate(DnsReply reply, Sending sending) {
        try {
            sending.send(reply.message());
        } catch (IOException e) {
            // Closed, or the client left.
        }
    }

    /** In one write, so that it comes in one piece; not mixed with a late answer. */
    private static void send(byte[] message, OutputStream out) throws IOException {
        byte[] framed = ByteBuffer.allocate(Short.BYTES + message.length)
                .putShort((short) message.length)
                .put(message)
                .array();
        synchronized (out) {
            out.write(framed);
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
