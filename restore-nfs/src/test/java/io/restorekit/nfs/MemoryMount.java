package io.restorekit.nfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** A file system in memory, which can be made read-only: then not even root may write. */
final class MemoryMount implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path point;

    private MemoryMount(Path point) {
        this.point = point;
    }

    /** Skips the test where nothing can be mounted. */
    static MemoryMount at(Path point) throws InterruptedException {
        assumeTrue(
                run("mount", "-t", "tmpfs", "restorekit-test", point.toString()) == 0,
                "a file system can be mounted (needs root)");
        return new MemoryMount(point);
    }

    void makeReadOnly() throws InterruptedException {
        assertThat(run("mount", "-o", "remount,ro", point.toString())).isZero();
    }

    @Override
    public void close() {
        try {
            assertThat(run("umount", "-l", point.toString())).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int run(String... words) throws InterruptedException {
        try (ChildProcess child = ChildProcess.start(Command.of(words))) {
            return child.awaitExit(PATIENCE);
        } catch (UncheckedIOException e) {
            return -1;
        }
    }
}
