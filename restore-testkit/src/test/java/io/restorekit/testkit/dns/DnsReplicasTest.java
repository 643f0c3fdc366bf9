package io.restorekit.testkit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

class DnsReplicasTest {
    private static final String NAME = "s3.test";

    private final DnsReplicas dns = DnsReplicas.open(3);

    @AfterEach
    void closeTheServers() {
        dns.close();
    }

    @Test
    void allKnowTheSameNamesOnPortsOfTheirOwn() throws Exception {
        dns.answer(NAME, "10.0.0.1");

        for (int i = 0; i < dns.count(); i++) {
            assertThat(address(i)).containsExactly("10.0.0.1");
            assertThat(dns.get(i).queries(NAME, DnsMode.NORMAL)).isEqualTo(1);
            assertThat(dns.addresses().get(i)).isEqualTo(dns.get(i).address());
        }
        assertThat(dns.addresses()).doesNotHaveDuplicates().hasSize(3);
        dns.forget(NAME);
        assertThat(DnsClient.ask(dns.get(2), NAME, Type.A, false).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void eachIsStoppedAndFailsByItself() throws Exception {
        dns.answer(NAME, "10.0.0.1");
        List<InetSocketAddress> before = dns.addresses();

        dns.get(0).stop();
        dns.get(1).mode(DnsMode.SERVFAIL);

        assertThatThrownBy(() -> DnsClient.ask(dns.get(0), NAME, Type.A, true)).isInstanceOf(IOException.class);
        assertThat(DnsClient.ask(dns.get(1), NAME, Type.A, false).getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(address(2)).containsExactly("10.0.0.1");
        assertThat(dns.addresses()).isEqualTo(before);
        assertThat(new StubResolver(dns.addresses(), Duration.ofSeconds(20)).resolve(NAME))
                .hasSize(1);

        dns.get(0).start();
        assertThat(address(0)).containsExactly("10.0.0.1");
    }

    @Test
    void allGoThroughOneScript() throws Exception {
        dns.answer(NAME, DnsAnswer.addresses("10.0.0.1"), DnsAnswer.addresses("10.0.0.2"));
        dns.cycle("flapping.test", DnsAnswer.nxDomain());

        assertThat(address(0)).containsExactly("10.0.0.1");
        assertThat(address(1)).containsExactly("10.0.0.2");

        assertThat(dns.unfired()).containsExactly("flapping.test: answer 1 of 1, NxDomain[ttl=PT0S]");
    }

    @Test
    void theOutageOfAnyIsTold() {
        AtomicInteger outages = new AtomicInteger();
        dns.onOutage(outages::incrementAndGet);

        dns.get(1).stop();
        assertThat(outages).hasValue(1);
        dns.stop();
        assertThat(outages).hasValue(3);
        dns.start();
        dns.mode(DnsMode.SILENT);
        assertThat(outages).hasValue(6);
    }

    @Test
    void manyClientsAskManyServersAtOnce() throws Exception {
        int names = 40;
        IntStream.range(0, names).forEach(i -> dns.answer("n" + i + ".test", "10.0.0." + i));
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<String>>> answers = clients.invokeAll(IntStream.range(0, 3 * names)
                    .<Callable<List<String>>>mapToObj(i -> () -> DnsClient.answers(
                            DnsClient.ask(dns.get(i % 3), "n" + i % names + ".test", Type.A, i % 2 == 0)))
                    .toList());
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).containsExactly("10.0.0." + i % names);
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(dns.get(0).queries()).hasSize(names);
    }

    @Test
    void portsAreFreeAfterClosing() throws Exception {
        dns.get(1).onOutage(() -> {
            throw new IllegalStateException("cannot drop the pool");
        });

        assertThatThrownBy(dns::close).hasMessage("cannot drop the pool");
        dns.close();

        for (InetSocketAddress address : dns.addresses()) {
            try (ServerSocket tcp = new ServerSocket(address.getPort(), 1, address.getAddress());
                    DatagramSocket udp = new DatagramSocket(address)) {
                assertThat(tcp.isBound() && udp.isBound()).isTrue();
            }
        }
    }

    @Test
    void allAreClosedWhereAnAssertionOfAListenerFails() {
        dns.get(0).onOutage(() -> {
            throw new AssertionError("the pool was full");
        });

        assertThatThrownBy(dns::close).isInstanceOf(AssertionError.class).hasMessage("the pool was full");

        assertThat(dns.addresses())
                .allSatisfy(address -> assertThatThrownBy(
                                () -> new Socket(address.getAddress(), address.getPort()).close())
                        .isInstanceOf(ConnectException.class));
    }

    @Test
    void thereIsAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> DnsReplicas.open(0));
    }

    private List<String> address(int index) throws IOException {
        return DnsClient.answers(DnsClient.ask(dns.get(index), NAME, Type.A, false));
    }
}
