package io.restorekit.cli.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.cli.consumer.Consumer.Run;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    private static void check(Run run) {
        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.out()).contains("S11", "says restored");
    }
}
