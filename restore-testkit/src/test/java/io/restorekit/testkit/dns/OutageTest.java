package io.restorekit.testkit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.testkit.net.RawServer;
import java.io.IOException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

/** A client that keeps its connection needs no name while it lasts: an outage of DNS shows once it is dropped. */
class OutageTest {
    private static final String NAME = "s3.test";

    private final DnsServer dns = DnsServer.open();
    private final List<String> told = new ArrayList<>();
    private Client client;
    private RawServer store;

    @BeforeEach
    void open() throws Exception {
        store = RawServer.plain(connection -> {
            while (connection.getInputStream().read() >= 0) {
                connection.getOutputStream().write("!".getBytes(StandardCharsets.US_ASCII));
            }
        });
        client = new Client(new StubResolver(List.of(dns.address()), Duration.ofSeconds(20)), store.port());
        dns.answer(NAME, "127.0.0.1");
    }

    @AfterEach
    void close() throws Exception {
        dns.close();
        client.drop();
        store.close();
    }

    @Test
    void aPooledConnectionHidesAnOutage() throws Exception {
        client.call();
        dns.mode(DnsMode.NXDOMAIN);

        client.call();

        assertThat(store.accepted()).isEqualTo(1);
    }

    @Test
    void aPoolThatIsDroppedDoesNot() throws Exception {
        dns.onOutage(client::drop);
        client.call();
        dns.mode(DnsMode.NXDOMAIN);

        assertThatThrownBy(client::call).isInstanceOf(UnknownHostException.class);

        dns.mode(DnsMode.NORMAL);
        client.call();
        dns.stop();
        assertThatThrownBy(client::call).isInstanceOf(UnknownHostException.class);
        dns.start();
        client.call();
        assertThat(store.accepted()).isEqualTo(3);
    }

    @Test
    void onlyTheBeginningOfAnOutageIsTold() {
        dns.onOutage(() -> told.add("outage"));

        dns.mode(DnsMode.SILENT);
        dns.mode(DnsMode.REFUSED);
        assertThat(told).hasSize(1);
        dns.mode(DnsMode.NORMAL);
        dns.stop();
        dns.stop();
        assertThat(told).hasSize(2);
        dns.start();
        dns.close();
        assertThat(told).hasSize(3);
    }

    @Test
    void oneThatFailsKeepsNobodyFromHearing() {
        DnsServer failing = DnsServer.open();
        failing.onOutage(() -> {
            throw new IllegalStateException("first");
        });
        failing.onOutage(() -> told.add(failing.mode().toString()));
        failing.onOutage(() -> {
            throw new IllegalStateException("third");
        });

        assertThatThrownBy(() -> failing.mode(DnsMode.SILENT))
                .hasMessage("first")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .satisfies(next -> assertThat(next).hasMessage("third")));

        assertThat(told).containsExactly("SILENT");
        assertThatThrownBy(failing::close).hasMessage("first");
        assertThatThrownBy(() -> DnsClient.ask(failing, NAME, Type.A, true)).isInstanceOf(IOException.class);
    }

    /** Keeps one connection. */
    private static final class Client {
        private final StubResolver resolver;
        private final int port;
        private Optional<Socket> pooled = Optional.empty();

        Client(StubResolver resolver, int port) {
            this.resolver = resolver;
            this.port = port;
        }

        void call() throws IOException {
            if (pooled.isEmpty()) {
                pooled = Optional.of(new Socket(resolver.resolve(NAME).get(0), port));
            }
            pooled.get().getOutputStream().write('?');
            assertThat(pooled.get().getInputStream().read()).isEqualTo('!');
        }

        void drop() {
            pooled.ifPresent(socket -> {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            pooled = Optional.empty();
        }
    }
}
