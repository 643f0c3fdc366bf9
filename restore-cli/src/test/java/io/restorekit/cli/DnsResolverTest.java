package io.restorekit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.restorekit.testkit.dns.DnsMode;
import io.restorekit.testkit.dns.DnsServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsResolverTest {
    private static final String NAME = "s3.example.internal";

    private final DnsServer server = DnsServer.open();
    private final DnsResolver resolver = new DnsResolver(server.address());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void bothFamiliesAreAsked() throws Exception {
        server.answer(NAME, "192.0.2.1", "192.0.2.2", "2001:db8::1");
        assertThat(resolver.resolve(NAME))
                .extracting(InetAddress::getHostAddress)
                .containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2", "2001:db8:0:0:0:0:0:1");
    }

    @Test
    void oneFamilyIsEnough() throws Exception {
        server.answer(NAME, "2001:db8::1");
        assertThat(resolver.resolve(NAME)).hasSize(1);
    }

    @Test
    void hostsFileOfTheMachineIsNotRead() throws Exception {
        server.answer("localhost", "192.0.2.9");
        assertThat(resolver.resolve("localhost"))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("192.0.2.9");
    }

    @Test
    void nothingIsRemembered() throws Exception {
        server.answer(NAME, "192.0.2.1");
        resolver.resolve(NAME);
        server.mode(DnsMode.NXDOMAIN);
        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> resolver.resolve(NAME));
        server.mode(DnsMode.NORMAL);
        assertThat(resolver.resolve(NAME)).hasSize(1);
    }
}
