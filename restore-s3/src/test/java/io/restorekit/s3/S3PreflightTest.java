package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Finding;
import io.restorekit.api.Finding.Severity;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Notes;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetUrl;
import io.restorekit.testkit.dns.DnsServer;
import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.s3.S3Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real S3 server and a real DNS server, looked at beforehand. */
class S3PreflightTest {
    private final S3Server store = S3Server.open();
    private final DnsServer dns = DnsServer.open();
    private List<InetAddress> addresses = List.of(Fixtures.address("127.0.0.1"));

    @AfterEach
    void stop() {
        store.close();
        dns.close();
    }

    @Test
    void whatIsThereOnceIsAWarningAndTheRestIsGood() {
        dns.answer("s3.test", "127.0.0.1");

        assertThat(severities(look("s3.test", store.settings().secretKey())))
                .isEqualTo(Map.of(
                        "name",
                        Severity.GOOD,
                        "name servers",
                        Severity.WARNING,
                        "name server 127.0.0.1 port " + dns.port(),
                        Severity.GOOD,
                        "addresses",
                        Severity.WARNING,
                        "address 127.0.0.1",
                        Severity.GOOD,
                        "clock",
                        Severity.GOOD,
                        "credentials",
                        Severity.GOOD,
                        "bucket",
                        Severity.GOOD));
    }

    @Test
    void deadAddressAmongTwoIsNamed() {
        addresses = List.of(Fixtures.address("127.0.0.1"), Fixtures.address("127.0.0.9"));

        Map<String, Severity> severities =
                severities(look("s3.test", store.settings().secretKey()));

        assertThat(severities)
                .containsEntry("address 127.0.0.1", Severity.GOOD)
                .containsEntry("address 127.0.0.9", Severity.PROBLEM)
                .containsEntry("addresses", Severity.WARNING)
                .containsEntry("bucket", Severity.GOOD);
    }

    @Test
    void nameThatDoesNotResolveIsAProblemAndTheRestIsLookedAt() {
        addresses = List.of();
        dns.stop();

        Map<String, Severity> severities =
                severities(look("s3.test", store.settings().secretKey()));

        assertThat(severities)
                .containsEntry("name", Severity.PROBLEM)
                .containsEntry("name servers", Severity.PROBLEM)
                .containsEntry("bucket", Severity.PROBLEM)
                .doesNotContainKey("addresses");
    }

    @Test
    void wrongSecretIsAProblemAndIsNotRepeated() {
        List<Finding> findings = look("127.0.0.1", "wrongSeenNowhere");

        assertThat(severities(findings))
                .containsEntry("name", Severity.GOOD)
                .containsEntry("bucket", Severity.PROBLEM)
                .doesNotContainKey("credentials");
        assertThat(findings.toString())
                .contains("AWS_SECRET_ACCESS_KEY")
                .doesNotContain("SeenNowhere")
                .doesNotContain(store.settings().accessKey());
    }

    @Test
    void clockThatIsWrongIsMeasured() {
        assertThat(clockOf(Duration.ofMinutes(5)).evidence()).matches("(2\\d\\d|300) s behind the store's");
        assertThat(clockOf(Duration.ofMinutes(5)).severity()).isEqualTo(Severity.WARNING);
        assertThat(clockOf(Duration.ofHours(5)).severity()).isEqualTo(Severity.PROBLEM);
        // The SDK signs by that clock from now on, for the whole JVM, until a store tells it better.
        assertThat(clockOf(Duration.ZERO).severity()).isEqualTo(Severity.PROBLEM);
        assertThat(clockOf(Duration.ZERO).severity()).isEqualTo(Severity.GOOD);
    }

    @Test
    void storeThatIsAwayIsAProblem() {
        store.stop();

        assertThat(severities(look("127.0.0.1", store.settings().secretKey())))
                .containsEntry("address 127.0.0.1", Severity.PROBLEM)
                .containsEntry("addresses", Severity.PROBLEM)
                .containsEntry("bucket", Severity.PROBLEM);
    }

    private Finding clockOf(Duration ahead) {
        Clock clock = Clock.offset(Clock.systemUTC(), ahead);
        try (S3Server server = S3Server.open(S3Settings.DEFAULT.withClock(clock))) {
            return look(server, "127.0.0.1", server.settings().secretKey()).stream()
                    .filter(finding -> finding.check().equals("clock"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<Finding> look(String host, String secret) {
        return look(store, host, secret);
    }

    private List<Finding> look(S3Server server, String host, String secret) {
        var entry = server.settings();
        io.restorekit.s3.S3Settings settings = io.restorekit.s3.S3Settings.builder(
                        () -> new S3Credentials(entry.accessKey(), secret))
                .endpoint(URI.create("http://" + host + ":" + server.port()))
                .resolver(new Resolver())
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        TargetContext context = new TargetContext(
                Clock.systemUTC(), new Random(1), lookup -> new Thread(lookup).start(), Notes.inMemory(), Map.of(), 8);
        String url = "s3://" + entry.bucket() + "@" + entry.region() + "/root";
        try (BackupTarget target = new S3BackupTargetProvider(settings).open(TargetUrl.parse(url), context)) {
            return target.preflight();
        }
    }

    private static Map<String, Severity> severities(List<Finding> findings) {
        return findings.stream().collect(Collectors.toMap(Finding::check, Finding::severity));
    }

    private final class Resolver implements NameResolver {
        @Override
        public List<InetAddress> resolve(String host) throws UnknownHostException {
            if (addresses.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return addresses;
        }

        @Override
        public Optional<InetSocketAddress> nameserver() {
            return Optional.of(dns.address());
        }
    }
}
