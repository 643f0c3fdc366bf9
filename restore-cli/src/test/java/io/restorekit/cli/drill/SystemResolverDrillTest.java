package io.restorekit.cli.drill;

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
 * The drill with the machine's own resolver, unmodified: in a network namespace of its own, whose only DNS server is the
 * drill's.
 */
class SystemResolverDrillTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path directory;

    @Test
    void everyCheckHolds() throws Exception {
        Path resolver = Files.writeString(directory.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
        NetworkNamespace namespace = new NetworkNamespace(resolver);
        Optional<String> obstacle = namespace.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        Command drill = namespace.around(Command.java(
                "-cp", System.getProperty("java.class.path"), "io.restorekit.cli.Main", "drill", "--system-resolver"));
        try (ChildProcess process = ChildProcess.start(drill)) {
            int exit = process.awaitExit(PATIENCE);
            String text = String.join("\n", process.out());
            assertThat(exit).as(text).isZero();
            assertThat(text)
                    .contains("SIGKILL, with", "without DNS", "All checks held.")
                    .doesNotContain("FAILED");
        }
    }
}
