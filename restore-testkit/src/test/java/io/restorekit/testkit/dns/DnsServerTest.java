package io.restorekit.testkit.dns;

import static io.restorekit.testkit.dns.DnsClient.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsServerTest {
    private final DnsServer server = DnsServer.open();

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNameHasTheAddressesItWasGiven(boolean tcp) throws Exception {
        server.answer("store.test", "127.0.0.1", "127.0.0.2", "::1");

        assertThat(answers(ask("store.test.", Type.A, tcp))).containsExactly("127.0.0.1", "127.0.0.2");
        assertThat(answers(ask("STORE.test.", Type.AAAA, tcp))).containsExactly("0:0:0:0:0:0:0:1");
        assertThat(server.queries())
                .containsExactly(
                        new DnsQuery("store.test", "A", DnsMode.NORMAL, tcp),
                        new DnsQuery("store.test", "AAAA", DnsMode.NORMAL, tcp));
    }

    @Test
    void answersLiveForASecond() throws Exception {
        server.answer("store.test", "127.0.0.1");

        Message answer = ask("store.test.", Type.A, false);

        assertThat(answer.getSection(Section.ANSWER)).extracting(Record::getTTL).containsExactly(1L);
        assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    }

    @Test
    void aNameWithoutAddressesOfOneKindStillExists() throws Exception {
        server.answer("store.test", "127.0.0.1");

        Message answer = ask("store.test.", Type.AAAA, false);

        assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(answers(answer)).isEmpty();
    }

    @Test
    void otherNamesDoNotExist() throws Exception {
        server.answer("store.test", "127.0.0.1");
        server.forget("store.test");

        assertThat(ask("store.test.", Type.A, false).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(ask("other.test.", Type.A, false).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void modesFailDifferently() throws Exception {
        server.answer("store.test", "127.0.0.1");

        server.mode(DnsMode.NXDOMAIN);
        assertThat(ask("store.test.", Type.A, false).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        server.mode(DnsMode.SERVFAIL);
        assertThat(ask("store.test.", Type.A, false).getRcode()).isEqualTo(Rcode.SERVFAIL);
        server.mode(DnsMode.REFUSED);
        assertThat(ask("store.test.", Type.A, false).getRcode()).isEqualTo(Rcode.REFUSED);
        server.mode(DnsMode.NORMAL);
        assertThat(answers(ask("store.test.", Type.A, false))).containsExactly("127.0.0.1");

        assertThat(server.queries("store.test", DnsMode.NXDOMAIN)).isEqualTo(1);
        assertThat(server.queries("Store.Test.", DnsMode.SERVFAIL)).isEqualTo(1);
        assertThat(server.queries("store.test", DnsMode.NORMAL)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSilentServerCountsAndDoesNotAnswer(boolean tcp) {
        server.answer("store.test", "127.0.0.1");
        server.mode(DnsMode.SILENT);

        assertThatThrownBy(() -> ask("store.test.", Type.A, tcp, Duration.ofMillis(200)))
                .isInstanceOf(IOException.class);

        assertThat(server.queries("store.test", DnsMode.SILENT)).isPositive();
    }

    @Test
    void aStoppedServerIsGoneAndComesBackOnItsPort() throws Exception {
        server.answer("store.test", "127.0.0.1");
        int port = server.port();

        server.stop();
        server.stop();
        assertThatThrownBy(() -> ask("store.test.", Type.A, false, Duration.ofMillis(200)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ask("store.test.", Type.A, true, Duration.ofMillis(200)))
                .isInstanceOf(IOException.class);
        server.start();

        assertThat(server.port()).isEqualTo(port);
        assertThat(answers(ask("store.test.", Type.A, false))).containsExactly("127.0.0.1");
        assertThat(answers(ask("store.test.", Type.A, true))).containsExactly("127.0.0.1");
        assertThat(server.queries()).hasSize(2);
    }

    @Test
    void onlyLiteralAddressesAreTaken() {
        assertThatThrownBy(() -> server.answer("store.test", "localhost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("localhost");
    }

    private Message ask(String name, int type, boolean tcp) throws IOException {
        return DnsClient.ask(server, name, type, tcp);
    }

    private Message ask(String name, int type, boolean tcp, Duration patience) throws IOException {
        return DnsClient.ask(server, name, type, tcp, patience);
    }
}
