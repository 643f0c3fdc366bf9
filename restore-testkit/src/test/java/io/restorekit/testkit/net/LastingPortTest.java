package io.restorekit.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.testkit.dns.DnsServer;
import io.restorekit.testkit.s3.S3Server;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Ports close and open again while this JVM starts processes, each of which holds all sockets for a moment. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no program that is called true")
class LastingPortTest {
    private static final int ROUNDS = 200;

    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread forks = new Thread(this::fork, "forks");

    private void fork() {
        try {
            while (!over.get()) {
                new ProcessBuilder("true").start().waitFor();
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void begin() {
        forks.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        over.set(true);
        forks.join();
    }

    @Test
    void s3ServerThatIsStoppedRefusesAndComesBack() throws IOException {
        try (S3Server server = S3Server.open()) {
            closeAndOpen(server.port(), server::stop, server::start);
        }
    }

    @Test
    void dnsServerThatIsStoppedRefusesAndComesBack() throws IOException {
        try (DnsServer server = DnsServer.open()) {
            closeAndOpen(server.port(), server::stop, server::start);
        }
    }

    @Test
    void proxyThatRefusesComesBack() throws IOException {
        try (S3Server server = S3Server.open();
                TcpProxy proxy = TcpProxy.open(server.port(), 1)) {
            closeAndOpen(proxy.port(), () -> proxy.does(new NetFault.Refuse()), proxy::clear);
        }
    }

    private static void closeAndOpen(int port, Runnable close, Runnable open) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            close.run();
            assertRefused(port);
            open.run();
            assertOpen(port);
        }
    }

    private static void assertOpen(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    private static void assertRefused(int port) {
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(ConnectException.class);
    }
}
