package io.restorekit.s3.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Finding;
import io.restorekit.api.Finding.Severity;
import io.restorekit.testkit.dns.DnsMode;
import io.restorekit.testkit.dns.DnsServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Type;

/** Against real name servers. */
class NameserverCheckTest {
    private static final String HOST = "s3.test";

    /** Each silence is waited for so long. */
    private static final Duration SHORT = Duration.ofMillis(500);

    private final DnsServer first = DnsServer.open();
    private final DnsServer second = DnsServer.open();

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void twoThatAnswerAreGood() {
        first.answer(HOST, "192.0.2.1", "192.0.2.2");
        second.answer(HOST, "192.0.2.1", "2001:db8::1");

        List<Finding> findings = look(HOST, List.of());

        assertThat(findings).extracting(Finding::severity).containsOnly(Severity.GOOD);
        assertThat(findings.get(1).evidence()).startsWith("s3.test: 2 addresses, time to live 1 s, answered in ");
        assertThat(findings.get(1).check()).isEqualTo("name server 127.0.0.1 port " + first.port());
    }

    @Test
    void oneAloneIsAWarning() {
        first.answer(HOST, "192.0.2.1");

        List<Finding> findings = look(HOST, List.of(), first);

        assertThat(findings.get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(findings.get(0).evidence()).isEqualTo("1 of 1 name servers know the name");
        assertThat(findings.get(0).advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("two replicas", "different nodes"));
    }

    @ParameterizedTest
    @EnumSource(value = DnsMode.class, names = "NORMAL", mode = EnumSource.Mode.EXCLUDE)
    void secondThatDoesNotAnswerIsNoSecond(DnsMode mode) {
        first.answer(HOST, "192.0.2.1");
        second.answer(HOST, "192.0.2.1");
        second.mode(mode);

        List<Finding> findings = look(HOST, List.of());

        assertThat(findings)
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING, Severity.GOOD, Severity.WARNING);
        assertThat(findings.get(2).evidence())
                .contains(mode == DnsMode.SILENT ? "SocketTimeoutException" : mode.name());
    }

    @Test
    void noneIsAProblem() {
        first.stop();
        second.stop();

        assertThat(look(HOST, List.of()).get(0).severity()).isEqualTo(Severity.PROBLEM);
    }

    @Test
    void shortNameIsAskedWithItsSuffix() {
        first.answer("minio.data.svc.cluster.local", "192.0.2.1");

        List<Finding> findings = look("minio", List.of("data.svc.cluster.local"), first);

        assertThat(findings.get(1).evidence()).startsWith("minio.data.svc.cluster.local: 1 addresses");
    }

    @ParameterizedTest
    @ValueSource(ints = {Type.A, Type.AAAA})
    void oneFamilyThatIsDroppedDoesNotHideTheOther(int family) throws Exception {
        try (Dropping server = new Dropping(HOST, question -> question.getType() == family)) {
            assertThat(look(server, List.of()).evidence()).startsWith("s3.test: 1 addresses");
        }
    }

    @Test
    void bothFamiliesOfOneNameCount() throws Exception {
        try (Dropping server = new Dropping(HOST, question -> false)) {
            assertThat(look(server, List.of()).evidence()).startsWith("s3.test: 2 addresses");
        }
    }

    /** A suffix whose servers are away does not hide the name. */
    @Test
    void candidateThatIsNotAnsweredIsNotTheLast() throws Exception {
        try (Dropping server =
                new Dropping(HOST, question -> question.getName().toString(true).endsWith(".internal"))) {
            assertThat(look(server, List.of("corp.internal", "lab.internal")).evidence())
                    .startsWith("s3.test: 2 addresses");
        }
    }

    @Test
    void serverThatAnswersOnlyWhatNobodyWantsIsSaidToBeSilent() throws Exception {
        try (Dropping server = new Dropping(
                "elsewhere.test", question -> question.getName().toString(true).equals(HOST))) {
            Finding finding = look(server, List.of("corp.internal"));

            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.evidence()).startsWith("no answer in ").contains("SocketTimeoutException");
        }
    }

    /** An answer that does not fit into a datagram is asked for again by TCP. */
    @Test
    void answerThatIsCutIsAskedForByTcp() throws Exception {
        try (TcpAlone tcp = new TcpAlone();
                DatagramSocket cutting = new DatagramSocket(tcp.address())) {
            Thread answers = new Thread(() -> cut(cutting));
            answers.setDaemon(true);
            answers.start();

            DnsAnswer answer =
                    new Nameserver(tcp.address(), Nameserver.LIMIT).ask(new DnsQuestion(7, HOST, DnsQuestion.A));

            assertThat(answer.addresses()).hasSize(1);
            assertThat(tcp.asked()).isTrue();
        }
    }

    private static void cut(DatagramSocket socket) {
        byte[] bytes = new byte[512];
        try {
            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
            socket.receive(packet);
            bytes[2] |= (byte) 0x82;
            socket.send(packet);
        } catch (IOException e) {
            // The test has ended.
            return;
        }
    }

    private List<Finding> look(String host, List<String> search) {
        return look(host, search, first, second);
    }

    /** The finding of the one server. */
    private static Finding look(Dropping server, List<String> search) {
        ResolverConfig config = new ResolverConfig(List.of(server.address()), search, 5);
        return new NameserverCheck(config, new SplittableRandom(1), System::nanoTime, SHORT)
                .look(HOST)
                .get(1);
    }

    private static List<Finding> look(String host, List<String> search, DnsServer... servers) {
        List<InetSocketAddress> addresses =
                Stream.of(servers).map(DnsServer::address).toList();
        ResolverConfig config = new ResolverConfig(addresses, search, 5);
        return new NameserverCheck(config, new SplittableRandom(1), System::nanoTime, SHORT).look(host);
    }
}
