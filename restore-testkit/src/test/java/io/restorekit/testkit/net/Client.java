package io.restorekit.testkit.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;

/** The client's side of a connection, with patience that ends. */
final class Client implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    /** Long enough to be nothing but a wait for what does not come. */
    private static final int SILENCE_MILLIS = 100;

    private final Socket socket;

    Client(TcpProxy proxy) throws IOException {
        socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(proxy.address(), PATIENCE_MILLIS);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** Reads so many bytes, fewer if the stream ends. */
    String receive(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), US_ASCII);
    }

    /** Sends and receives as much again. */
    String echo(String text) throws IOException {
        send(text);
        return receive(text.length());
    }

    /** Reads one byte and runs into the read timeout if none comes. */
    int readBriefly() throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        try {
            return socket.getInputStream().read();
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    byte[] readAll() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    int read() throws IOException {
        return socket.getInputStream().read();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
