package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import io.restorekit.testkit.process.NetworkNamespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cases of {@link DnsOutageCases} with the machine's own resolver, unmodified: in a network namespace of its own,
 * whose only DNS server is the test's.
 */
class SystemResolverTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void outagesAreSurvived() throws Exception {
        Path resolver = Files.writeString(
                directory.resolve("resolv.conf"), "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
        NetworkNamespace namespace = new NetworkNamespace(resolver);
        Optional<String> obstacle = namespace.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        Command cases = namespace.around(
                Command.java("-cp", System.getProperty("java.class.path"), SystemResolverCases.class.getName()));

        try (ChildProcess child = ChildProcess.start(cases)) {
            int exit = child.awaitExit(PATIENCE);
            assertThat(exit).as("%s", child.lines()).isZero();
            assertThat(child.out()).hasSize(1 + 3 * DnsOutageCases.Outage.values().length);
        }
    }
}
