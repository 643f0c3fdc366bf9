package io.restorekit.testkit.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class RawServerTest {

    @Test
    void bytesGoOutAsTheyAre() throws IOException {
        try (RawServer server = RawServer.plain(connection -> write(connection, "any\0thing"));
                Socket client = connect(server)) {
            assertThat(client.getInputStream().readAllBytes()).isEqualTo("any\0thing".getBytes(US_ASCII));
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void anHttpRequestIsReadWholeBeforeTheAnswer() throws IOException {
        try (RawServer server = RawServer.http(connection -> write(connection, "ok"));
                Socket client = connect(server)) {
            write(client, "PUT / HTTP/1.1\r\ncontent-length: 4\r\n\r\n");
            client.setSoTimeout(100);
            assertThatThrownBy(() -> client.getInputStream().read()).hasMessageContaining("timed out");

            client.setSoTimeout(0);
            write(client, "body");

            assertThat(client.getInputStream().readAllBytes()).isEqualTo("ok".getBytes(US_ASCII));
        }
    }

    @Test
    void whatFollowsARequestIsLeft() throws IOException {
        InputStream in = new ByteArrayInputStream("GET / HTTP/1.1\r\n\r\nnext".getBytes(US_ASCII));

        assertThat(RawServer.readRequest(in)).isEqualTo("GET / HTTP/1.1\r\n\r\n");

        assertThat(in.readAllBytes()).isEqualTo("next".getBytes(US_ASCII));
        assertThatThrownBy(() -> RawServer.readRequest(in)).isInstanceOf(IOException.class);
    }

    @Test
    void aResetIsNoOrderlyEnd() throws IOException {
        try (RawServer server = RawServer.http(RawServer::reset);
                Socket client = connect(server)) {
            write(client, "GET / HTTP/1.1\r\n\r\n");

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void whatIsHeldEndsWithTheServer() throws IOException {
        RawServer server = RawServer.plain(connection -> {
            write(connection, "a");
            RawServer.hold(connection);
        });
        try (Socket client = connect(server)) {
            assertThat(client.getInputStream().read()).isEqualTo('a');

            server.close();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static Socket connect(RawServer server) throws IOException {
        return new Socket("127.0.0.1", server.port());
    }

    private static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(US_ASCII));
    }
}
