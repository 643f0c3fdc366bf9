package io.restorekit.testkit.dns;

import io.restorekit.testkit.net.LastingPort;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** UDP and TCP on one port of 127.0.0.1, and the threads that serve them. */
final class DnsSockets {
    private static final int LARGEST_MESSAGE = 65_535;

    private final DnsZone zone;
    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    private DnsSockets(DnsZone zone, ServerSocket tcp, DatagramSocket udp) {
        this.zone = zone;
        this.tcp = tcp;
        this.udp = udp;
    }

    /**
     * Opens the sockets and serves until {@link #close}.
     *
     * @param port 0 for any that is free
     */
    static DnsSockets open(DnsZone zone, int port) throws IOException {
        DnsSockets sockets = port == 0 ? LastingPort.bind(free -> bind(zone, free)) : bind(zone, port);
        daemon(sockets::serveUdp, "dns-udp-" + sockets.port()).start();
        daemon(sockets::acceptTcp, "dns-tcp-" + sockets.port()).start();
        return sockets;
    }

    int port() {
        return tcp.getLocalPort();
    }

    void close() throws IOException {
        udp.close();
        tcp.close();
        for (Socket client : clients) {
            client.close();
        }
    }

    private static DnsSockets bind(DnsZone zone, int port) throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        ServerSocket tcp = new ServerSocket();
        try {
            tcp.bind(new InetSocketAddress(loopback, port));
            return new DnsSockets(zone, tcp, new DatagramSocket(port, loopback));
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
                Optional<byte[]> reply = zone.reply(Arrays.copyOf(buffer, packet.getLength()), false);
                if (reply.isPresent()) {
                    udp.send(new DatagramPacket(reply.get(), reply.get().length, packet.getSocketAddress()));
                }
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
                daemon(() -> serveTcp(client), "dns-tcp-client").start();
            } catch (IOException e) {
                // Closed, or the client left at once.
            }
        }
    }

    private void serveTcp(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (!tcp.isClosed()) {
                Optional<byte[]> reply = zone.reply(in.readNBytes(in.readUnsignedShort()), true);
                if (reply.isPresent()) {
                    byte[] message = new byte[2 + reply.get().length];
                    message[0] = (byte) (reply.get().length >> 8);
                    message[1] = (byte) reply.get().length;
                    System.arraycopy(reply.get(), 0, message, 2, reply.get().length);
                    out.write(message);
                }
            }
        } catch (IOException e) {
            // The client left.
        } finally {
            clients.remove(client);
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
