package io.restorekit.testkit.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Consumer;

/** A port of loopback that is open or shut, and stays the same. Thread-safe. */
final class Door implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final Consumer<Socket> arrivals;
    private Optional<Listening> listening = Optional.empty();
    private boolean closed;
    private int port;

    private record Listening(ServerSocket socket, Thread acceptor) {}

    /**
     * @param arrivals gets each connection, on one thread, in the order in which they came
     */
    Door(Consumer<Socket> arrivals) {
        this.arrivals = arrivals;
    }

    synchronized int port() {
        return port;
    }

    /**
     * Does nothing when open, or closed for good.
     *
     * @throws UncheckedIOException if another process took the port meanwhile
     */
    synchronized void open() {
        if (listening.isPresent() || closed) {
            return;
        }
        try {
            ServerSocket socket = LastingPort.bind(port, Door::listen);
            port = socket.getLocalPort();
            Thread acceptor = new Thread(() -> accept(socket), "tcp-proxy-" + port);
            acceptor.setDaemon(true);
            listening = Optional.of(new Listening(socket, acceptor));
            acceptor.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy cannot listen on port " + port, e);
        }
    }

    /** From its return on, connecting is refused. */
    void shut() {
        Optional<Listening> before;
        synchronized (this) {
            before = listening;
            listening = Optional.empty();
        }
        before.ifPresent(Door::end);
    }

    /** Shuts it for good. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        shut();
    }

    private static void end(Listening listening) {
        try {
            int port = listening.socket().getLocalPort();
            listening.socket().close();
            // A thread in accept() keeps the kernel's socket until it has left.
            if (Thread.currentThread() != listening.acceptor()) {
                listening.acceptor().join();
            }
            LastingPort.awaitRefusal(port);
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy cannot close its port", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                arrivals.accept(socket.accept());
            } catch (IOException e) {
                // Shut, or a client that left at once; the loop's condition tells.
            }
        }
    }
}
