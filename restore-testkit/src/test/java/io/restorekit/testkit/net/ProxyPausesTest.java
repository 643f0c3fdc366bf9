package io.restorekit.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.fault.FaultRule;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long bytes wait, told by the pauses that were asked for: no time passes. */
class ProxyPausesTest {
    private final List<Duration> asked = new CopyOnWriteArrayList<>();
    private final RawServer server =
            RawServer.plain(connection -> connection.getInputStream().transferTo(connection.getOutputStream()));
    private final TcpProxy proxy = open(1, asked);

    ProxyPausesTest() throws IOException {}

    @AfterEach
    void closeAll() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void eachPieceWaitsTheLatencyInItsDirection() throws Exception {
        proxy.does(new NetFault.Latency(Flow.TO_SERVER, Duration.ofMinutes(2)));
        try (Client client = new Client(proxy)) {
            client.echo("one");
            client.echo("two");
        }
        // The client's leaving waits too, and may come before the look or after it.
        assertThat(asked).startsWith(Duration.ofMinutes(2), Duration.ofMinutes(2));
        assertThat(asked).hasSizeBetween(2, 3);
    }

    @Test
    void jitterIsAShareThatTheSeedDecides() throws Exception {
        List<Duration> first = jittered(5);
        assertThat(jittered(5)).isEqualTo(first);
        assertThat(jittered(6)).isNotEqualTo(first);
        assertThat(first)
                .doesNotHaveDuplicates()
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(13)));
    }

    @Test
    void bandwidthPausesAsLongAsTheBytesTake() throws Exception {
        proxy.does(new NetFault.Bandwidth(Flow.TO_CLIENT, 1_000));
        try (Client client = new Client(proxy)) {
            client.echo("x".repeat(4_321));
            client.echo("y");
        }
        // The pause behind the last byte may not have been asked for yet.
        Duration all = asked.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(all).isBetween(Duration.ofMillis(4_321), Duration.ofMillis(4_322));
        assertThat(asked).allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofMillis(50)));
    }

    @Test
    void aDripPausesAfterEachSoManyBytesWhereverPiecesEnd() throws Exception {
        proxy.does(new NetFault.Drip(Flow.TO_CLIENT, 3, Duration.ofHours(1)));
        try (Client client = new Client(proxy)) {
            client.echo("01");
            assertThat(asked).isEmpty();
            client.echo("2345");
            client.echo("6");
        }
        assertThat(asked).containsExactly(Duration.ofHours(1), Duration.ofHours(1));
    }

    @Test
    void otherDirectionsAndConnectionsDoNotWait() throws Exception {
        FaultRule rule = proxy.on(new NetMoment.Connected())
                .onConnection(2)
                .does(new NetFault.Latency(Flow.TO_CLIENT, Duration.ofHours(1)));
        try (Client client = new Client(proxy)) {
            client.echo("one");
        }
        assertThat(asked).isEmpty();
        assertThat(rule.fired()).isZero();
    }

    @Test
    void aWaitEndsWhenItsRuleIsRemovedAndNoOtherConnectionWaitsForIt() throws Exception {
        try (TcpProxy real = TcpProxy.open(server.port(), 1)) {
            FaultRule rule = real.on(new NetMoment.Connected())
                    .onConnection(1)
                    .does(new NetFault.Latency(Flow.TO_SERVER, Duration.ofDays(1)));
            try (Client slow = new Client(real);
                    Client other = new Client(real)) {
                slow.send("slow");
                assertThat(other.echo("other")).isEqualTo("other");

                rule.remove();

                assertThat(slow.receive(4)).isEqualTo("slow");
            }
        }
    }

    private List<Duration> jittered(long seed) throws IOException {
        List<Duration> own = new CopyOnWriteArrayList<>();
        try (TcpProxy network = open(seed, own)) {
            network.does(new NetFault.Latency(Flow.TO_CLIENT, Duration.ofSeconds(10), Duration.ofSeconds(3)));
            try (Client client = new Client(network)) {
                for (int piece = 0; piece < 5; piece++) {
                    client.echo("x");
                }
                return List.copyOf(own);
            }
        }
    }

    private TcpProxy open(long seed, List<Duration> pauses) throws IOException {
        Pauses recorded = new Pauses() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public void pause(Duration time, CountDownLatch over) {
                pauses.add(time);
            }
        };
        return TcpProxy.open(new InetSocketAddress("127.0.0.1", server.port()), seed, recorded);
    }
}
