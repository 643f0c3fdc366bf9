package io.restorekit.testkit.process;

import io.restorekit.testkit.net.LastingPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A TCP port of loopback for a program that comes and goes. The UDP port of the same number is held all the while, so that
 * no two nodes have the same, in whatever processes.
 */
final class NodePort implements AutoCloseable {
    private final DatagramSocket holder;

    private NodePort(DatagramSocket holder) {
        this.holder = holder;
    }

    static NodePort open() {
        try {
            return new NodePort(LastingPort.bind(0, NodePort::hold));
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a node", e);
        }
    }

    private static DatagramSocket hold(int port) throws IOException {
        DatagramSocket holder = new DatagramSocket(at(port));
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(at(port));
            return holder;
        } catch (IOException e) {
            holder.close();
            throw e;
        }
    }

    private static InetSocketAddress at(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) holder.getLocalSocketAddress();
    }

    @Override
    public void close() {
        holder.close();
    }
}
