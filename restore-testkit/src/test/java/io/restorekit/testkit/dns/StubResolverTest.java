package io.restorekit.testkit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StubResolverTest {
    private static final String NAME = "s3.test";
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration IMPATIENT = Duration.ofMillis(200);

    private final DnsReplicas dns = DnsReplicas.open(2);

    @AfterEach
    void closeTheServers() {
        dns.close();
    }

    @Test
    void bothFamiliesAreAskedAndIpv4ComesFirst() throws Exception {
        dns.answer(NAME, "2001:db8::1", "10.0.0.1");

        assertThat(resolve(PATIENT)).containsExactly("10.0.0.1", "2001:db8:0:0:0:0:0:1");
    }

    @Test
    void nothingIsRememberedAndNoHostsFileIsRead() throws Exception {
        dns.answer("localhost", "10.0.0.9");
        assertThat(new StubResolver(dns.addresses(), PATIENT).resolve("localhost"))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("10.0.0.9");

        dns.cycle(
                NAME,
                DnsAnswer.addresses("10.0.0.1").withTtl(Duration.ofDays(1)),
                new DnsAnswer.NxDomain(Duration.ofDays(1)));
        assertThat(resolve(PATIENT)).containsExactly("10.0.0.1");
        assertThatThrownBy(() -> resolve(PATIENT)).isInstanceOf(UnknownHostException.class);
        assertThat(resolve(PATIENT)).containsExactly("10.0.0.1");
    }

    @Test
    void theSecondIsAskedWhenTheFirstCannotHelp() throws Exception {
        dns.answer(NAME, "10.0.0.1");
        for (DnsMode mode : List.of(DnsMode.SERVFAIL, DnsMode.REFUSED, DnsMode.SILENT)) {
            dns.get(0).mode(mode);
            assertThat(new StubResolver(dns.addresses(), mode == DnsMode.SILENT ? Duration.ofSeconds(2) : PATIENT)
                            .resolve(NAME))
                    .as(mode.name())
                    .hasSize(1);
        }
        dns.get(0).stop();
        assertThat(resolve(PATIENT)).containsExactly("10.0.0.1");
    }

    @Test
    void whatTheFirstSaysCountsAlsoThatTheNameDoesNotExist() {
        dns.get(0).mode(DnsMode.NXDOMAIN);
        dns.answer(NAME, "10.0.0.1");

        assertThatThrownBy(() -> resolve(PATIENT)).isInstanceOf(UnknownHostException.class);

        assertThat(dns.get(1).queries()).isEmpty();
    }

    @Test
    void eachReasonIsTold() {
        dns.answer("empty.test");
        assertReason(PATIENT, "empty.test", "has no address");
        assertReason(PATIENT, "unknown.test", "NXDOMAIN");

        dns.get(0).mode(DnsMode.SERVFAIL);
        dns.get(1).stop();
        assertReason(
                PATIENT, NAME, dns.get(0).port() + " said SERVFAIL", dns.get(1).port() + " was not reached");

        dns.get(0).mode(DnsMode.SILENT);
        dns.get(1).start();
        dns.get(1).mode(DnsMode.REFUSED);
        assertReason(IMPATIENT, NAME, "did not answer within PT0.2S", "said REFUSED");
    }

    @Test
    void aTruncatedAnswerIsFetchedOverTcp() throws Exception {
        dns.answer(NAME, DnsAnswer.truncated(DnsAnswer.addresses("10.0.0.1")));

        assertThat(resolve(PATIENT)).containsExactly("10.0.0.1");

        assertThat(dns.get(0).queries()).extracting(DnsQuery::tcp).containsExactly(false, true, false, true);
    }

    @Test
    void aNameThatIsNoneIsUnknown() {
        assertReason(PATIENT, "a..b", "is no name");
    }

    @Test
    void aResolverHasAServerAndALimit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StubResolver(List.of(), PATIENT));
        assertThatIllegalArgumentException().isThrownBy(() -> new StubResolver(dns.addresses(), Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new StubResolver(List.of(InetSocketAddress.createUnresolved("dns.test", 53)), PATIENT))
                .withMessageContaining("dns.test");
    }

    private List<String> resolve(Duration limit) throws UnknownHostException {
        return new StubResolver(dns.addresses(), limit)
                .resolve(NAME).stream().map(InetAddress::getHostAddress).toList();
    }

    private void assertReason(Duration limit, String name, String... reasons) {
        assertThatThrownBy(() -> new StubResolver(dns.addresses(), limit).resolve(name))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageStartingWith(name + ": ")
                .hasMessageContainingAll(reasons);
    }
}
