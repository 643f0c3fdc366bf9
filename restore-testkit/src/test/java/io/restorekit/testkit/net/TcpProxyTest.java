package io.restorekit.testkit.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.testkit.fault.FaultRule;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client, and a server, sees of each fault of whole connections. */
class TcpProxyTest {
    /** What the server got until its client was gone, and whether that was an orderly end. */
    private record Ended(String received, boolean orderly) {}

    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final RawServer server = echo();
    private final TcpProxy proxy = TcpProxy.open(server.port(), 1);

    TcpProxyTest() throws IOException {}

    @AfterEach
    void closeAll() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void withoutFaultsItIsNotThere() throws Exception {
        try (Client client = new Client(proxy)) {
            assertThat(client.echo("hello")).isEqualTo("hello");
            client.socket().shutdownOutput();
            assertThat(client.read()).isEqualTo(-1);
        }
        assertThat(serverSaw()).isEqualTo(new Ended("hello", true));
        assertThat(proxy.connections()).isEqualTo(1);
        assertThat(proxy.bytes(Flow.TO_SERVER)).isEqualTo(5);
        assertThat(proxy.bytes(Flow.BOTH)).isEqualTo(10);
        Awaitility.await().until(() -> proxy.openConnections() == 0);
    }

    @Test
    void aResetOfTheClientReachesTheServer() throws Exception {
        try (Client client = new Client(proxy)) {
            client.echo("hello");
            RawServer.reset(client.socket());
        }
        assertThat(serverSaw()).isEqualTo(new Ended("hello", false));
    }

    @Test
    void aServerThatIsNotThereIsAReset() throws Exception {
        int nobody = LastingPort.bind(0, port -> {
            new ServerSocket(port).close();
            return port;
        });

        try (TcpProxy inVain = TcpProxy.open(nobody, 1)) {
            assertThatThrownBy(() -> readFrom(inVain))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void aResetNowIsSeenByBothSidesOfAllOpenConnectionsAndOfNoLaterOne() throws Exception {
        try (Client one = new Client(proxy);
                Client two = new Client(proxy)) {
            one.echo("one");
            two.echo("two");

            FaultRule reset = proxy.does(new NetFault.Reset());

            assertThatThrownBy(one::read).isInstanceOf(SocketException.class).hasMessage("Connection reset");
            assertThatThrownBy(two::read).isInstanceOf(SocketException.class).hasMessage("Connection reset");
            assertThat(reset.fired()).isEqualTo(2);
            assertThat(serverSaw().orderly()).isFalse();
            assertThat(serverSaw().orderly()).isFalse();
        }
        try (Client later = new Client(proxy)) {
            assertThat(later.echo("later")).isEqualTo("later");
        }
    }

    @Test
    void aResetAfterSoManyBytesComesBehindThem() throws Exception {
        proxy.on(new NetMoment.Passed(Flow.TO_CLIENT, 4)).does(new NetFault.Reset());

        try (Client client = new Client(proxy)) {
            client.send("0123456789");
            assertThat(client.receive(4)).isEqualTo("0123");
            assertThatThrownBy(client::read).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aResetUsesUpOneMomentOfEachConnectionWhateverElseCameInTheSamePiece() throws Exception {
        FaultRule reset =
                proxy.on(new NetMoment.Text(Flow.TO_SERVER, "x")).times(2).does(new NetFault.Reset());

        for (int connection = 0; connection < 2; connection++) {
            try (Client client = new Client(proxy)) {
                client.send("xxxxx");
                assertThatThrownBy(client::readAll).isInstanceOf(SocketException.class);
            }
        }
        assertThat(reset.fired()).isEqualTo(2);
    }

    @Test
    void aConnectionThatHasEndedDoesNotEndAgain() throws Exception {
        FaultRule both =
                proxy.on(new NetMoment.Text(Flow.TO_SERVER, "x")).times(2).does(new NetFault.End(Flow.BOTH));
        FaultRule one = proxy.on(new NetMoment.Text(Flow.TO_SERVER, "y")).does(new NetFault.End(Flow.TO_CLIENT));

        for (int connection = 0; connection < 2; connection++) {
            try (Client client = new Client(proxy)) {
                client.send("xxxxx");
                assertThat(client.readAll()).isEmpty();
            }
            assertThat(serverSaw()).isEqualTo(new Ended("x", true));
        }
        try (Client client = new Client(proxy)) {
            client.send("yyyyy");
            assertThat(client.readAll()).isEmpty();
            client.socket().shutdownOutput();
            assertThat(serverSaw()).isEqualTo(new Ended("yyyyy", true));
        }
        assertThat(both.fired()).isEqualTo(2);
        assertThat(one.fired()).isEqualTo(1);
    }

    @Test
    void onlyTheConnectionThatIsNamedSuffers() throws Exception {
        FaultRule rule = proxy.on(new NetMoment.Passed(Flow.TO_SERVER, 2))
                .onConnection(2)
                .does(new NetFault.End(Flow.BOTH));

        try (Client one = new Client(proxy);
                Client two = new Client(proxy);
                Client three = new Client(proxy)) {
            assertThat(one.echo("one")).isEqualTo("one");
            two.send("two");
            assertThat(two.readAll()).isEmpty();
            assertThat(three.echo("three")).isEqualTo("three");
        }
        assertThat(rule.fired()).isEqualTo(1);
        assertThat(proxy.unfired()).isEmpty();
    }

    @Test
    void refusedIsRefusedAtOnceAndThePortComesBackTheSame() throws Exception {
        int port = proxy.port();
        try (Client before = new Client(proxy)) {
            before.echo("before");
            for (int round = 0; round < 20; round++) {
                FaultRule refusal = proxy.does(new NetFault.Refuse());

                assertThatThrownBy(() -> new Client(proxy)).isInstanceOf(ConnectException.class);
                assertThat(before.echo("still")).isEqualTo("still");

                refusal.remove();
                try (Client after = new Client(proxy)) {
                    assertThat(after.echo("after")).isEqualTo("after");
                }
            }
        }
        assertThat(proxy.port()).isEqualTo(port);
    }

    @Test
    void theNextConnectIsRefusedOnceAConnectionHasComeSoFar() throws Exception {
        FaultRule refusal = proxy.on(new NetMoment.Text(Flow.TO_SERVER, "now")).does(new NetFault.Refuse());

        try (Client client = new Client(proxy)) {
            assertThat(client.echo("not now")).isEqualTo("not now");
            assertThatThrownBy(() -> new Client(proxy)).isInstanceOf(ConnectException.class);
        }
        assertThat(refusal.fired()).isEqualTo(1);
    }

    @Test
    void aRefusalMayBeRemovedWhileAConnectionIsStillClosingThePort() throws Exception {
        for (int round = 0; round < 200; round++) {
            FaultRule refusal =
                    proxy.on(new NetMoment.Text(Flow.TO_SERVER, "now")).does(new NetFault.Refuse());
            try (Client client = new Client(proxy)) {
                client.send("now");
                while (refusal.fired() == 0) {
                    Thread.onSpinWait();
                }
                LockSupport.parkNanos(round % 20 * 10_000L);

                refusal.remove();

                assertThat(client.receive(3)).isEqualTo("now");
            }
        }
    }

    @Test
    void theDoorIsOpenOnlyWhenNoRuleRefuses() throws Exception {
        FaultRule one = proxy.does(new NetFault.Refuse());
        proxy.does(new NetFault.Refuse());
        one.remove();
        assertThatThrownBy(() -> new Client(proxy)).isInstanceOf(ConnectException.class);

        proxy.clear();
        try (Client client = new Client(proxy)) {
            assertThat(client.echo("open")).isEqualTo("open");
        }
    }

    @Test
    void aBlackHoleAcceptsAndSaysNothing() throws Exception {
        proxy.does(new NetFault.BlackHole(Flow.BOTH));

        try (Client client = new Client(proxy)) {
            client.send("hello?");
            assertThatThrownBy(client::readBriefly).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(proxy.bytes(Flow.BOTH)).isZero();
        assertThat(ended).isEmpty();
    }

    @Test
    void aBlackHoleSwallowsThatTheServerLeftAlsoWhereTheClientHasSaidAll() throws Exception {
        FaultRule hole = proxy.does(new NetFault.BlackHole(Flow.TO_CLIENT));

        try (Client client = new Client(proxy)) {
            client.socket().shutdownOutput();
            assertThat(serverSaw()).isEqualTo(new Ended("", true));
            Awaitility.await().until(() -> hole.fired() == 1);
            assertThatThrownBy(client::readBriefly).isInstanceOf(SocketTimeoutException.class);

            hole.remove();

            assertThatThrownBy(client::read).isInstanceOf(SocketException.class);
        }
        assertThat(proxy.openConnections()).isZero();
    }

    @Test
    void aBlackHoleSwallowsThatTheServerReset() throws Exception {
        try (RawServer resetting = resetsAfterAByte();
                TcpProxy network = TcpProxy.open(resetting.port(), 1)) {
            FaultRule hole = network.does(new NetFault.BlackHole(Flow.TO_CLIENT));
            try (Client client = new Client(network)) {
                client.send("x");
                Awaitility.await().until(() -> hole.fired() == 1);
                client.send("y");
                assertThatThrownBy(client::readBriefly).isInstanceOf(SocketTimeoutException.class);
                client.send("z");
                assertThatThrownBy(client::readBriefly).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @Test
    void aResetByTheServerComesBehindWhatItSaidBefore() throws Exception {
        try (RawServer resetting = resetsAfterAByte();
                TcpProxy network = TcpProxy.open(resetting.port(), 1)) {
            FaultRule stall = network.does(new NetFault.Stall(Flow.TO_CLIENT));
            try (Client client = new Client(network)) {
                client.send("x");
                Awaitility.await().until(() -> stall.fired() == 1);
                for (int more = 0; more < 3; more++) {
                    client.send("y");
                    assertThatThrownBy(client::readBriefly).isInstanceOf(SocketTimeoutException.class);
                }

                stall.remove();

                assertThat(client.receive(6)).isEqualTo("answer");
                assertThatThrownBy(client::read).isInstanceOf(SocketException.class);
            }
        }
    }

    private static RawServer resetsAfterAByte() throws IOException {
        return RawServer.plain(connection -> {
            connection.getInputStream().read();
            connection.getOutputStream().write("answer".getBytes(US_ASCII));
            Thread.sleep(100);
            RawServer.reset(connection);
        });
    }

    @Test
    void anEstablishedConnectionGoesSilentAndIsResetWhenTheHoleIsFilled() throws Exception {
        try (Client client = new Client(proxy);
                Client idle = new Client(proxy)) {
            client.echo("hello");
            idle.echo("idle");
            FaultRule hole = proxy.does(new NetFault.BlackHole(Flow.TO_CLIENT));
            client.send("lost");
            assertThatThrownBy(client::readBriefly).isInstanceOf(SocketTimeoutException.class);
            Awaitility.await().until(() -> proxy.bytes(Flow.TO_SERVER) == 13);

            hole.remove();

            assertThatThrownBy(client::read).isInstanceOf(SocketException.class);
            assertThat(idle.echo("on")).isEqualTo("on");
        }
    }

    @Test
    void aStalledConnectionGoesOnWhereItStopped() throws Exception {
        try (Client client = new Client(proxy)) {
            client.echo("hello");
            FaultRule stall = proxy.does(new NetFault.Stall(Flow.TO_SERVER));
            client.send("all of it");
            assertThatThrownBy(client::readBriefly).isInstanceOf(SocketTimeoutException.class);

            stall.remove();

            assertThat(client.receive(9)).isEqualTo("all of it");
            assertThat(stall.fired()).isEqualTo(1);
        }
    }

    @Test
    void anEndAfterSoManyBytesIsOrderly() throws Exception {
        proxy.on(new NetMoment.Passed(Flow.TO_CLIENT, 4)).does(new NetFault.End(Flow.BOTH));

        try (Client client = new Client(proxy)) {
            client.send("0123456789");
            assertThat(client.readAll()).isEqualTo("0123".getBytes(US_ASCII));
        }
        assertThat(serverSaw()).isEqualTo(new Ended("0123456789", true));
    }

    @Test
    void oneDirectionEndsAndTheOtherGoesOn() throws Exception {
        proxy.on(new NetMoment.Passed(Flow.TO_SERVER, 3)).does(new NetFault.End(Flow.TO_SERVER));

        try (Client client = new Client(proxy)) {
            client.send("0123456789");
            assertThat(client.readAll()).isEqualTo("012".getBytes(US_ASCII));
        }
        assertThat(serverSaw()).isEqualTo(new Ended("012", true));
    }

    @Test
    void closingEndsEveryWaitAndEveryThread() throws Exception {
        proxy.on(new NetMoment.Connected())
                .onConnection(1)
                .does(new NetFault.Latency(Flow.TO_SERVER, Duration.ofDays(1)));
        proxy.on(new NetMoment.Connected()).onConnection(2).does(new NetFault.Stall(Flow.TO_SERVER));
        proxy.on(new NetMoment.Connected())
                .onConnection(3)
                .does(new NetFault.Drip(Flow.TO_SERVER, 1, Duration.ofDays(1)));
        String name = "tcp-proxy-" + proxy.port();
        try (Client one = new Client(proxy);
                Client two = new Client(proxy);
                Client three = new Client(proxy)) {
            one.send("waits");
            two.send("waits");
            three.send("waits");
            Awaitility.await().until(() -> proxy.unfired().isEmpty());

            proxy.close();

            assertThat(one.readAll()).isEmpty();
            assertThat(two.readAll()).isEmpty();
            assertThat(three.readAll()).hasSizeLessThanOrEqualTo(1);
            assertThatThrownBy(() -> new Client(proxy)).isInstanceOf(ConnectException.class);
        }
        assertThat(proxy.openConnections()).isZero();
        Awaitility.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(thread -> thread.startsWith(name)));
    }

    @Test
    void aRuleThatNobodyMetIsNamed() throws Exception {
        proxy.on(new NetMoment.Text(Flow.TO_CLIENT, "never")).does(new NetFault.Reset());
        try (Client client = new Client(proxy)) {
            client.echo("ever");
        }
        assertThat(proxy.unfired()).containsExactly("Reset[] at Text[flow=TO_CLIENT, text=never]");
        proxy.clear();
        assertThat(proxy.unfired()).isEmpty();
    }

    @Test
    void anyServerWillDo() throws Exception {
        try (TcpProxy second = TcpProxy.open(new InetSocketAddress("localhost", proxy.port()), 1);
                Client client = new Client(second)) {
            assertThat(client.echo("through two")).isEqualTo("through two");
        }
    }

    private static int readFrom(TcpProxy network) throws IOException {
        try (Client client = new Client(network)) {
            return client.read();
        }
    }

    private RawServer echo() throws IOException {
        return RawServer.plain(connection -> {
            StringBuilder received = new StringBuilder();
            byte[] buffer = new byte[1_024];
            try {
                int read = connection.getInputStream().read(buffer);
                while (read >= 0) {
                    received.append(new String(buffer, 0, read, US_ASCII));
                    connection.getOutputStream().write(buffer, 0, read);
                    read = connection.getInputStream().read(buffer);
                }
                ended.add(new Ended(received.toString(), true));
            } catch (IOException e) {
                ended.add(new Ended(received.toString(), false));
            }
        });
    }

    private Ended serverSaw() throws InterruptedException {
        Ended seen = ended.poll(20, TimeUnit.SECONDS);
        assertThat(seen).as("the server's side ended").isNotNull();
        return seen;
    }
}
