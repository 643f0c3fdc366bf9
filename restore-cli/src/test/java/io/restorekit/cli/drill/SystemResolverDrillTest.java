package io.restorekit.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drill with the machine's own resolver, unmodified: in a network namespace of its own, whose only DNS server is the
 * drill's. Everything in it dies with the process that made it, and that one with the test.
 */
class SystemResolverDrillTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** The loopback is up, and the resolver asks it; nobody outside sees the mount. */
    private static final String IN_NAMESPACE = """
            ip link set lo up &&
            mount --make-rprivate / &&
            mount --bind "$1" /etc/resolv.conf &&
            shift && exec "$@"
            """;

    @TempDir
    Path directory;

    @Test
    void everyCheckHolds() throws Exception {
        Path resolver = Files.writeString(directory.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
        assumeNamespaces(resolver);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Command drill = inNamespace(
                resolver,
                java,
                "-cp",
                System.getProperty("java.class.path"),
                "io.restorekit.cli.Main",
                "drill",
                "--system-resolver");
        try (ChildProcess process = ChildProcess.start(drill)) {
            int exit = process.awaitExit(PATIENCE);
            String text = String.join("\n", process.out());
            assertThat(exit).as(text).isZero();
            assertThat(text)
                    .contains("killed (SIGKILL)", "without DNS", "All checks held.")
                    .doesNotContain("FAILED");
        }
    }

    private static Command inNamespace(Path resolver, String... program) {
        List<String> words = new ArrayList<>(List.of(
                "setpriv",
                "--pdeathsig",
                "KILL",
                "unshare",
                "--net",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "sh",
                "-c",
                IN_NAMESPACE,
                "sh",
                resolver.toString()));
        words.addAll(List.of(program));
        return Command.of(words.toArray(String[]::new));
    }

    /** By trying it: rights, tools and the kernel all have a say. */
    private static void assumeNamespaces(Path resolver) throws InterruptedException {
        try (ChildProcess probe = ChildProcess.start(inNamespace(resolver, "true"))) {
            int exit = probe.awaitExit(Duration.ofSeconds(20));
            assumeTrue(
                    exit == 0,
                    () -> "no namespaces could be made (root, unshare, setpriv, ip and mount are needed): "
                            + probe.lines());
        } catch (UncheckedIOException e) {
            assumeTrue(false, "unshare is not there: " + e.getCause().getMessage());
        }
    }
}
