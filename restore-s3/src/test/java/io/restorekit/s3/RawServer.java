package io.restorekit.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers connections with whatever bytes a test wants, or breaks them. */
final class RawServer implements AutoCloseable {
    /** What happens on a connection once the request's head was read. */
    interface Answer {
        void to(Socket connection) throws IOException, InterruptedException;
    }

    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket socket;
    private final boolean readsHead;

    RawServer(Answer answer) throws IOException {
        this(answer, true);
    }

    RawServer(Answer answer, boolean readsHead) throws IOException {
        this(answer, readsHead, "127.0.0.1", 0);
    }

    RawServer(Answer answer, boolean readsHead, String address, int port) throws IOException {
        this.readsHead = readsHead;
        this.socket = new ServerSocket(port, 50, InetAddress.getByName(address));
        daemon(() -> accept(answer));
    }

    int port() {
        return socket.getLocalPort();
    }

    String endpoint() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request came");
            }
            head.append((char) next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString();
    }

    private void accept(Answer answer) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.incrementAndGet();
                daemon(() -> serve(connection, answer));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket connection, Answer answer) {
        try (connection) {
            if (readsHead) {
                readHead(connection.getInputStream());
            }
            answer.to(connection);
        } catch (IOException e) {
            // The other side has gone: nothing to answer.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }
}
