package io.restorekit.testkit.dns;

import static io.restorekit.testkit.dns.DnsAnswer.addresses;
import static io.restorekit.testkit.dns.DnsAnswer.nxDomain;
import static io.restorekit.testkit.dns.DnsAnswer.refused;
import static io.restorekit.testkit.dns.DnsAnswer.servFail;
import static io.restorekit.testkit.dns.DnsAnswer.truncated;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class DnsSequenceTest {
    private static final String NAME = "s3.test";

    private final DnsServer server = DnsServer.open();

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersComeInOrderAndTheLastStays(boolean tcp) throws Exception {
        server.answer(NAME, servFail(), nxDomain(), addresses("10.0.0.1"));

        assertThat(ask(5, tcp)).containsExactly("SERVFAIL", "NXDOMAIN", "10.0.0.1", "10.0.0.1", "10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNameFlaps(boolean tcp) throws Exception {
        server.cycle(NAME, nxDomain(), nxDomain(), addresses("10.0.0.1"), addresses("10.0.0.2"));

        assertThat(ask(9, tcp))
                .containsExactly(
                        "NXDOMAIN",
                        "NXDOMAIN",
                        "10.0.0.1",
                        "10.0.0.2",
                        "NXDOMAIN",
                        "NXDOMAIN",
                        "10.0.0.1",
                        "10.0.0.2",
                        "NXDOMAIN");
    }

    @Test
    void questionsForAnotherTypeOrNameDoNotTakeTurns() throws Exception {
        server.answer(NAME, nxDomain(), addresses("10.0.0.1", "::1"));

        assertThat(ask(NAME, Type.AAAA, false)).isEqualTo("NXDOMAIN");
        assertThat(ask("other.test", Type.A, false)).isEqualTo("NXDOMAIN");
        assertThat(ask(NAME, Type.A, false)).isEqualTo("NXDOMAIN");
        assertThat(ask(NAME, Type.AAAA, false)).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(ask("S3.Test.", Type.A, false)).isEqualTo("10.0.0.1");
    }

    @Test
    void theTcpQuestionAfterATruncatedAnswerTakesNoTurn() throws Exception {
        server.answer(NAME, truncated(addresses("10.0.0.1")), truncated(servFail()), addresses("10.0.0.2"));

        assertThat(ask(NAME, Type.A, false)).isEmpty();
        assertThat(ask(NAME, Type.A, false)).isEmpty();
        assertThat(ask(NAME, Type.A, true)).isEqualTo("10.0.0.1");
        assertThat(ask(NAME, Type.A, true)).isEqualTo("SERVFAIL");
        assertThat(ask(NAME, Type.A, true)).isEqualTo("10.0.0.2");
    }

    @Test
    void anAnswerThatIsTooLargeForUdpIsWholeOverTcp() throws Exception {
        DnsAnswer.Addresses many =
                addresses(IntStream.range(0, 40).mapToObj(i -> "10.0.0." + i).toArray(String[]::new));
        server.answer(NAME, many, nxDomain());

        Message udp = DnsClient.raw(server, NAME, Type.A, false);
        assertThat(udp.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(udp.toWire()).hasSizeLessThanOrEqualTo(512);
        assertThat(DnsClient.answers(DnsClient.raw(server, NAME, Type.A, true))).hasSize(40);
        assertThat(ask(NAME, Type.A, true)).isEqualTo("NXDOMAIN");
    }

    @Test
    void aClientThatTakesMoreOverUdpGetsIt() throws Exception {
        server.answer(NAME, IntStream.range(0, 40).mapToObj(i -> "10.0.0." + i).toArray(String[]::new));
        SimpleResolver taking = new SimpleResolver(server.address());
        taking.setEDNS(0, 4096, 0, List.of());
        taking.setIgnoreTruncation(true);

        assertThat(DnsClient.answers(taking.send(DnsClient.query(NAME, Type.A))))
                .hasSize(40);
    }

    @Test
    void aModeOfTheWholeServerStandsBeforeAllScripts() throws Exception {
        server.answer(NAME, servFail(), addresses("10.0.0.1"));
        server.mode(DnsMode.REFUSED);
        assertThat(ask(NAME, Type.A, false)).isEqualTo("REFUSED");

        server.mode(DnsMode.NORMAL);

        assertThat(ask(2, false)).containsExactly("SERVFAIL", "10.0.0.1");
    }

    @Test
    void answersThatNobodyGotAreToldAndPlainAddressesAreNot() throws Exception {
        server.answer("plain.test", "10.0.0.1");
        server.answer("Replaced.test", refused());
        server.answer("replaced.test", "10.0.0.1");
        server.answer(NAME, servFail(), nxDomain());
        assertThat(server.unfired())
                .containsExactly(
                        "replaced.test: answer 1 of 1, Refused[]",
                        "s3.test: answer 1 of 2, ServFail[]",
                        "s3.test: answer 2 of 2, NxDomain[ttl=PT0S]");

        ask(1, false);
        assertThat(server.unfired())
                .containsExactly(
                        "replaced.test: answer 1 of 1, Refused[]", "s3.test: answer 2 of 2, NxDomain[ttl=PT0S]");

        ask(1, false);
        server.answer("replaced.test", nxDomain());
        ask("replaced.test", Type.A, false);
        assertThat(server.unfired()).containsExactly("replaced.test: answer 1 of 1, Refused[]");
    }

    private List<String> ask(int times, boolean tcp) throws IOException {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(ask(NAME, Type.A, tcp));
        }
        return answers;
    }

    private String ask(String name, int type, boolean tcp) throws IOException {
        Message answer = DnsClient.raw(server, name, type, tcp);
        return answer.getRcode() == Rcode.NOERROR
                ? String.join(" ", DnsClient.answers(answer))
                : Rcode.string(answer.getRcode());
    }
}
