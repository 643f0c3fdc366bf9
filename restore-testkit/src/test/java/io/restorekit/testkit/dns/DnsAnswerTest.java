package io.restorekit.testkit.dns;

import static io.restorekit.testkit.dns.DnsAnswer.addresses;
import static io.restorekit.testkit.dns.DnsAnswer.noAnswer;
import static io.restorekit.testkit.dns.DnsAnswer.nxDomain;
import static io.restorekit.testkit.dns.DnsAnswer.refused;
import static io.restorekit.testkit.dns.DnsAnswer.servFail;
import static io.restorekit.testkit.dns.DnsAnswer.slow;
import static io.restorekit.testkit.dns.DnsAnswer.truncated;
import static io.restorekit.testkit.dns.DnsClient.answers;
import static io.restorekit.testkit.dns.DnsClient.ask;
import static io.restorekit.testkit.dns.DnsClient.raw;
import static io.restorekit.testkit.dns.DnsClient.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsAnswerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..test",
                "a-label-of-more-than-sixty-three-octets-a-label-of-more-than-sixty-three-octets.test"
            })
    void nameThatNobodyCanAskForIsRefused(String name) {
        try (DnsServer server = DnsServer.open()) {
            assertThatThrownBy(() -> server.answer(name, "127.0.0.1")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> server.answer(name, DnsAnswer.nxDomain()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(server.unfired()).isEmpty();
        }
    }

    private static final String NAME = "s3.test";
    private static final Duration LONG = Duration.ofMinutes(10);

    private final DnsServer server = DnsServer.open();

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void addressesLiveAsLongAsWanted(boolean tcp) throws Exception {
        server.answer(NAME, addresses("10.0.0.1", "10.0.0.2", "2001:db8::1").withTtl(Duration.ofHours(1)));

        assertThat(answers(ask(server, NAME, Type.A, tcp))).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(answers(ask(server, NAME, Type.AAAA, tcp))).containsExactly("2001:db8:0:0:0:0:0:1");
        assertThat(raw(server, NAME, Type.A, tcp).getSection(Section.ANSWER))
                .extracting(Record::getTTL)
                .containsExactly(3600L, 3600L);

        server.answer(NAME, addresses("10.0.0.1").withTtl(Duration.ZERO));
        assertThat(raw(server, NAME, Type.A, tcp).getSection(Section.ANSWER))
                .extracting(Record::getTTL)
                .containsExactly(0L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void negativeAnswersSayHowLongTheyAreTrue(boolean tcp) throws Exception {
        server.answer(NAME, nxDomain());
        server.answer("remembered.test", new DnsAnswer.NxDomain(Duration.ofSeconds(7)));
        server.answer("v4.test", addresses("10.0.0.1").withTtl(Duration.ofSeconds(3)));

        assertThat(ask(server, NAME, Type.A, tcp).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertNegative(raw(server, NAME, Type.A, tcp), Rcode.NXDOMAIN, 0);
        assertNegative(raw(server, "never.heard.of.it", Type.A, tcp), Rcode.NXDOMAIN, 0);
        assertNegative(raw(server, "remembered.test", Type.A, tcp), Rcode.NXDOMAIN, 7);
        assertNegative(raw(server, "v4.test", Type.AAAA, tcp), Rcode.NOERROR, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failuresAreTold(boolean tcp) throws Exception {
        server.answer("failing.test", servFail());
        server.answer("refused.test", refused());

        assertThat(ask(server, "failing.test", Type.A, tcp).getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(raw(server, "failing.test", Type.A, tcp).getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(ask(server, "refused.test", Type.A, tcp).getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(raw(server, "refused.test", Type.A, tcp).getRcode()).isEqualTo(Rcode.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerThatNeverComesHoldsNobodyUp(boolean tcp) throws Exception {
        server.answer(NAME, noAnswer());
        server.answer("good.test", "10.0.0.1");

        assertThatThrownBy(() -> ask(server, NAME, Type.A, tcp, Duration.ofMillis(200)))
                .isInstanceOf(IOException.class);

        assertThat(server.queries(NAME, DnsMode.NORMAL)).isPositive();
        assertThat(answers(ask(server, "good.test", Type.A, tcp))).containsExactly("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSlowAnswerComes(boolean tcp) throws Exception {
        Duration delay = Duration.ofMillis(150);
        server.answer(NAME, slow(addresses("10.0.0.1"), delay));
        server.answer("failing.test", slow(slow(servFail(), Duration.ofMillis(1)), Duration.ofMillis(1)));
        long start = System.nanoTime();

        assertThat(answers(raw(server, NAME, Type.A, tcp))).containsExactly("10.0.0.1");

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(delay.toNanos());
        assertThat(answers(ask(server, NAME, Type.A, tcp))).containsExactly("10.0.0.1");
        assertThat(raw(server, "failing.test", Type.A, tcp).getRcode()).isEqualTo(Rcode.SERVFAIL);
    }

    @Test
    void aSlowAnswerDoesNotBlockOthersOfTheSameClient() throws Exception {
        server.answer("slow.test", slow(addresses("10.0.0.1"), LONG));
        server.answer("good.test", "10.0.0.2");
        try (DatagramSocket udp = new DatagramSocket()) {
            udp.setSoTimeout((int) DnsClient.PATIENCE.toMillis());
            for (String name : new String[] {"slow.test", "good.test"}) {
                byte[] wire = DnsClient.query(name, Type.A).toWire();
                udp.send(new DatagramPacket(wire, wire.length, server.address()));
            }
            DatagramPacket reply = new DatagramPacket(new byte[512], 512);
            udp.receive(reply);
            assertThat(answers(new Message(Arrays.copyOf(reply.getData(), reply.getLength()))))
                    .containsExactly("10.0.0.2");
        }
        try (Socket tcp = new Socket(server.address().getAddress(), server.port())) {
            tcp.setSoTimeout((int) DnsClient.PATIENCE.toMillis());
            DataOutputStream out = new DataOutputStream(tcp.getOutputStream());
            DnsClient.send(out, DnsClient.query("slow.test", Type.A));
            DnsClient.send(out, DnsClient.query("good.test", Type.A));
            assertThat(answers(receive(new DataInputStream(tcp.getInputStream()))))
                    .containsExactly("10.0.0.2");
        }
        assertThat(server.queries("slow.test", DnsMode.NORMAL)).isEqualTo(2);
    }

    @Test
    void aTruncatedAnswerIsWholeOverTcp() throws Exception {
        server.answer(NAME, truncated(addresses("10.0.0.1", "10.0.0.2")));

        Message udp = raw(server, NAME, Type.A, false);
        Message tcp = raw(server, NAME, Type.A, true);

        assertThat(udp.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(answers(udp)).isEmpty();
        assertThat(tcp.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(answers(tcp)).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(answers(ask(server, NAME, Type.A, false))).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(server.queries()).extracting(DnsQuery::tcp).containsExactly(false, true, false, true);
    }

    @Test
    void whatCannotBeSentIsNotTaken() {
        assertThatIllegalArgumentException().isThrownBy(() -> addresses("localhost"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> addresses("1.2.3.4").withTtl(Duration.ofMillis(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new DnsAnswer.NxDomain(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> slow(servFail(), Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slow(servFail(), ChronoUnit.FOREVER.getDuration()))
                .withMessageContaining("longer");
    }

    private static void assertNegative(Message message, int rcode, long ttl) {
        assertThat(message.getRcode()).isEqualTo(rcode);
        assertThat(message.getSection(Section.ANSWER)).isEmpty();
        assertThat(message.getSection(Section.AUTHORITY)).singleElement().satisfies(record -> {
            assertThat(record.getTTL()).isEqualTo(ttl);
            assertThat(((SOARecord) record).getMinimum()).isEqualTo(ttl);
        });
    }
}
