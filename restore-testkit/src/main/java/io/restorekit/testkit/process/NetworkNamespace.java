package io.restorekit.testkit.process;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network of its own for a program, on Linux: the loopback alone, every port free, and a resolver configuration of the
 * test's, which the machine's own unmodified resolver obeys. All in it dies with the process that made it, and that one
 * with the thread that started it.
 *
 * @param resolverConfiguration takes the place of {@code /etc/resolv.conf}
 */
public record NetworkNamespace(Path resolverConfiguration) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Nobody outside sees the mount. */
    private static final String INSIDE = """
            ip link set lo up &&
            mount --make-rprivate / &&
            mount --bind "$1" /etc/resolv.conf &&
            shift && exec "$@"
            """;

    /** The program, in such a namespace. */
    public Command around(Command program) {
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
                INSIDE,
                "sh",
                resolverConfiguration.toString()));
        words.addAll(program.words());
        return new Command(words, program.environment(), program.directory());
    }

    /** Why there can be none here; found by trying, as rights, tools and the kernel all have a say. */
    public Optional<String> obstacle() throws InterruptedException {
        try (ChildProcess probe = ChildProcess.start(around(Command.of("true")))) {
            return probe.awaitExit(PATIENCE) == 0
                    ? Optional.empty()
                    : Optional.of("no namespaces could be made (root, unshare, setpriv, ip and mount are needed): "
                            + probe.lines());
        } catch (UncheckedIOException e) {
            return Optional.of("the tools are not there: " + e.getCause().getMessage());
        }
    }
}
