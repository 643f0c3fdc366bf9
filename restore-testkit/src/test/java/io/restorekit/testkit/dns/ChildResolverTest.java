package io.restorekit.testkit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

class ChildResolverTest {
    private static final String NAME = "s3.test";
    private static final String REASON = "the JDK takes a resolver from 18 on";

    private final DnsReplicas dns = DnsReplicas.open(2);
    private final ChildResolver resolver = ChildResolver.asking(dns.addresses());

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        resolver.close();
        dns.close();
    }

    @Test
    @EnabledForJreRange(minVersion = 18, disabledReason = REASON)
    void aChildAsksTheServersOfTheTest() throws Exception {
        dns.answer(NAME, DnsAnswer.addresses("10.0.0.1").withTtl(Duration.ofDays(1)));
        try (ResolvingChild child = ResolvingChild.start(resolver.jvmOptions())) {
            assertThat(child.resolve(NAME)).isEqualTo("10.0.0.1");
            dns.forget(NAME);
            assertThat(child.resolve(NAME)).isEqualTo("unknown");
            dns.answer(
                    NAME, new DnsAnswer.NxDomain(Duration.ofDays(1)), DnsAnswer.addresses("10.0.0.2", "2001:db8::1"));
            assertThat(child.resolve(NAME)).isEqualTo("unknown");
            assertThat(child.resolve(NAME)).isEqualTo("10.0.0.2 2001:db8:0:0:0:0:0:1");
            dns.get(0).stop();
            assertThat(child.resolve(NAME)).isEqualTo("10.0.0.2 2001:db8:0:0:0:0:0:1");
            dns.get(1).mode(DnsMode.SERVFAIL);
            assertThat(child.resolve(NAME)).isEqualTo("unknown");
            dns.get(1).mode(DnsMode.NORMAL);
            assertThat(child.resolve(NAME)).isEqualTo("10.0.0.2 2001:db8:0:0:0:0:0:1");
        }
        assertThat(dns.unfired()).isEmpty();
    }

    @Test
    @EnabledForJreRange(minVersion = 18, disabledReason = REASON)
    void aChildOfAJarDoesToo() throws Exception {
        dns.answer(NAME, "10.0.0.1");
        try (ResolvingChild child =
                ResolvingChild.start(ResolvingChild.asJar(folder).withJvmOptions(resolver.jvmOptions()))) {
            assertThat(child.resolve(NAME)).isEqualTo("10.0.0.1");
        }
    }

    @Test
    @EnabledForJreRange(minVersion = 18, disabledReason = REASON)
    void theLoopbackAndAddressesStayWithTheJvm() throws Exception {
        dns.answer("localhost", "10.0.0.1");
        try (ResolvingChild child = ResolvingChild.start(resolver.jvmOptions())) {
            assertThat(child.resolve("localhost")).contains("127.0.0.1").doesNotContain("10.0.0.1");
            assertThat(child.resolve("10.0.0.9")).isEqualTo("10.0.0.9");
            assertThat(child.resolve(InetAddress.getLocalHost().getHostName())).isNotEqualTo("unknown");
        }
        assertThat(dns.get(0).queries()).isEmpty();
    }

    @Test
    @EnabledForJreRange(minVersion = 18, disabledReason = REASON)
    void aLookUpCountsOnceForEachType() throws Exception {
        dns.cycle("store", DnsAnswer.nxDomain(), DnsAnswer.addresses("10.0.0.1", "2001:db8::1"));
        try (ResolvingChild child = ResolvingChild.start(resolver.jvmOptions())) {
            for (int i = 0; i < 3; i++) {
                assertThat(child.resolve("store")).isEqualTo("unknown");
                assertThat(child.resolve("store")).isEqualTo("10.0.0.1 2001:db8:0:0:0:0:0:1");
            }
        }
        assertThat(dns.get(0).queries("store", DnsMode.NORMAL)).isEqualTo(12);
    }

    @Test
    @EnabledForJreRange(minVersion = 18, disabledReason = REASON)
    void aSilentServerIsGivenUp() throws Exception {
        dns.mode(DnsMode.SILENT);
        try (ChildResolver impatient = ChildResolver.asking(dns.addresses(), Duration.ofMillis(50));
                ResolvingChild child = ResolvingChild.start(impatient.jvmOptions())) {
            assertThat(child.resolve(NAME)).isEqualTo("unknown");
        }
        assertThat(dns.get(1).queries(NAME, DnsMode.SILENT)).isPositive();
    }

    @Test
    @EnabledForJreRange(minVersion = 18, disabledReason = REASON)
    void aChildWithAProviderOfItsOwnDoesNotStart() throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("java.net.spi.InetAddressResolverProvider"), "app.Provider");
        List<String> arguments = List.of("-cp", folder.toString(), "Main");
        assertRefused(arguments, "app.Provider");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "this JDK takes a resolver")
    void aChildOfAnOlderJdkDoesNotStart() throws Exception {
        assertRefused(ResolvingChild.onClassPath().words().subList(1, 4), "from JDK 18 on");
    }

    @Test
    void whatTheAgentIsToldIsUnderstood() {
        ResolverAgent.Settings settings = new ResolverAgent.Settings(dns.addresses(), Duration.ofMillis(1_500));

        assertThat(ResolverAgent.Settings.of(settings.toText())).isEqualTo(settings);
    }

    @Test
    void aServerIsNeededAndALimitThatTheChildUnderstands() {
        assertThatIllegalArgumentException().isThrownBy(() -> ChildResolver.asking(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChildResolver.asking(dns.addresses(), Duration.ofNanos(999_999)));
    }

    private void assertRefused(List<String> arguments, String reason) throws InterruptedException {
        Command command = Command.java(arguments.toArray(String[]::new));
        try (ChildProcess child = ChildProcess.start(command.withJvmOptions(resolver.jvmOptions()))) {
            assertThat(child.awaitExit(Duration.ofSeconds(60))).isNotZero();
            assertThat(child.err()).anyMatch(line -> line.contains(reason));
        }
    }
}
