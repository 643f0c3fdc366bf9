package io.restorekit.testkit.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers connections with whatever bytes a test wants, or breaks off: what an HTTP server cannot be told to do.
 *
 * <pre>{@code
 * RawServer.http(connection -> {
 *     connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort".getBytes(US_ASCII));
 *     RawServer.reset(connection);
 * });
 * }</pre>
 *
 * <p>A connection is closed when its answer returns, and each has a thread of its own. Thread-safe.
 */
public final class RawServer implements Closeable {
    /** What happens on a connection. What it throws ends the connection and nothing else. */
    @FunctionalInterface
    public interface Answer {
        void to(Socket connection) throws IOException, InterruptedException;
    }

    private static final String HEAD_END = "\r\n\r\n";

    private final ServerSocket listener;
    private final Answer answer;
    private final Thread acceptor = daemon(this::accept);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private RawServer(ServerSocket listener, Answer answer) {
        this.listener = listener;
        this.answer = answer;
    }

    /** Answers on a free port of 127.0.0.1 once an HTTP request has come whole. */
    public static RawServer http(Answer answer) throws IOException {
        return plain(connection -> {
            readRequest(connection.getInputStream());
            answer.to(connection);
        });
    }

    /** Answers on a free port of 127.0.0.1 as soon as somebody connects. */
    public static RawServer plain(Answer answer) throws IOException {
        return plain("127.0.0.1", 0, answer);
    }

    /** Answers at this address as soon as somebody connects. */
    public static RawServer plain(String address, int port, Answer answer) throws IOException {
        RawServer server = new RawServer(new ServerSocket(port, 50, InetAddress.getByName(address)), answer);
        server.acceptor.start();
        return server;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code http://127.0.0.1:<port>}. */
    public String endpoint() {
        return "http://127.0.0.1:" + port();
    }

    /** How many connections came so far. */
    public int accepted() {
        return accepted.get();
    }

    /** Stops, and closes all connections: from its return on, connecting is refused. */
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            // A thread in accept() keeps the kernel's socket until it has left.
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket connection : open) {
            connection.close();
        }
    }

    /**
     * Reads an HTTP request with its body and returns its head. What a server leaves unread turns its closing into a
     * reset.
     */
    public static String readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf(HEAD_END) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request came");
            }
            head.append((char) next);
        }
        in.skipNBytes(head.toString()
                .lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .mapToLong(line -> Long.parseLong(line.substring(15).strip()))
                .findFirst()
                .orElse(0));
        return head.toString();
    }

    /** Says nothing more until the other side leaves, or the server is closed. */
    public static void hold(Socket connection) throws IOException {
        connection.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** Breaks the connection with a TCP RST. */
    public static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                accepted.incrementAndGet();
                open.add(connection);
                if (listener.isClosed()) {
                    connection.close();
                }
                daemon(() -> serve(connection)).start();
            } catch (IOException e) {
                // Closed, or a client that left at once; the loop's condition tells.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            answer.to(connection);
        } catch (IOException e) {
            // The other side has gone: nothing to answer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        return thread;
    }
}
