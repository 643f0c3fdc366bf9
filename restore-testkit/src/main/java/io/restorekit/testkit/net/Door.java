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
    /** What a thread is shutting now: until it is done the port is taken. */
    private Optional<Listening> ending = Optional.empty();

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
     * Does nothing when open, or closed for good. On the acceptor that another thread waits for, it leaves it to that thread.
     *
     * @throws UncheckedIOException if another process took the port meanwhile
     */
    synchronized void open() {
        awaitEnding();
        if (listening.isPresent() || ending.isPresent() || closed) {
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
        Listening before;
        synchronized (this) {
            awaitEnding();
            if (listening.isEmpty()) {
                return;
            }
            before = listening.get();
            ending = listening;
            listening = Optional.empty();
        }
        try {
            end(before);
        } finally {
            synchronized (this) {
                ending = Optional.empty();
                notifyAll();
            }
        }
    }

    /** Shuts it for good. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        shut();
    }

    private void awaitEnding() {
        try {
            while (ending.filter(one -> one.acceptor() != Thread.currentThread())
                    .isPresent()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
