package io.restorekit.cli.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.cli.consumer.Consumer.Run;
import io.restorekit.testkit.dns.ChildResolver;
import io.restorekit.testkit.dns.DnsServer;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** A project outside this one uses the testkit without JUnit and AssertJ, on the class path and on the module path. */
class TestkitConsumerTest {
    private static final String PATH = Artifacts.path(
            Stream.concat(Artifacts.CORE.stream(), Artifacts.TESTKIT.stream()).toList());

    private static final String MAIN = """
            package consumer;

            import io.restorekit.testkit.dns.DnsServer;
            import io.restorekit.testkit.dns.StubResolver;
            import io.restorekit.testkit.net.TcpProxy;
            import io.restorekit.testkit.s3.S3Server;
            import io.restorekit.testkit.scenario.ReadyMade;
            import io.restorekit.testkit.scenario.play.ScenarioRunner;
            import io.restorekit.testkit.scenario.restore.BlockingRestore;
            import io.restorekit.testkit.store.BackupChain;
            import java.net.Socket;
            import java.time.Duration;
            import java.util.List;

            public final class Main {
                public static void main(String[] args) throws Exception {
                    try (DnsServer dns = DnsServer.open();
                            S3Server s3 = S3Server.open();
                            TcpProxy network = TcpProxy.open(s3.port(), 1)) {
                        dns.answer("s3.test", "127.0.0.1");
                        StubResolver resolver = new StubResolver(List.of(dns.address()), Duration.ofSeconds(5));
                        new Socket(resolver.resolve("s3.test").get(0), network.port()).close();
                        BackupChain.write(s3::put, "volume", 1);
                    }
                    BlockingRestore idle = new BlockingRestore("idle", (site, backup, told) -> {});
                    System.out.println(ScenarioRunner.of(idle).play(ReadyMade.scenario("S11")));
                }
            }
            """;

    private static final String RESOLVES = """
            package consumer;

            import java.net.InetAddress;

            public final class Main {
                public static void main(String[] args) throws Exception {
                    System.out.println(InetAddress.getByName("s3.restore.test").getHostAddress());
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void projectOnTheClassPathNeedsNoJUnit() throws Exception {
        Consumer consumer = Consumer.onClassPath(directory, PATH, MAIN);

        check(Consumer.run(Map.of(), List.of("-cp", PATH + File.pathSeparator + consumer.classes(), "consumer.Main")));
    }

    @Test
    void projectOnTheModulePathNeedsNoJUnit() throws Exception {
        Consumer consumer = Consumer.onModulePath(directory, PATH, "requires io.restorekit.testkit;", MAIN);

        check(Consumer.run(
                Map.of(),
                List.of("-p", PATH + File.pathSeparator + consumer.classes(), "-m", "consumer/consumer.Main")));
    }

    /** As the agent that resolves is on the class path, and the program is not. */
    @Test
    @EnabledForJreRange(minVersion = 18, disabledReason = "older JDKs have no provider of resolvers")
    void programOnTheModulePathAsksTheTestsDnsServer() throws Exception {
        Consumer consumer = Consumer.onModulePath(directory, directory.toString(), "", RESOLVES);
        try (DnsServer dns = DnsServer.open();
                ChildResolver resolver = ChildResolver.asking(List.of(dns.address()))) {
            dns.answer("s3.restore.test", "10.1.2.3");
            List<String> words = new ArrayList<>(resolver.jvmOptions());
            words.addAll(List.of("-p", consumer.classes().toString(), "-m", "consumer/consumer.Main"));

            Run run = Consumer.run(Map.of(), words);

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(run.out()).isEqualTo("10.1.2.3");
        }
    }

    private static void check(Run run) {
        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.out()).contains("S11", "says restored");
    }
}
