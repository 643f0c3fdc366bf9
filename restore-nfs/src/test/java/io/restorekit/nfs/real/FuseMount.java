package io.restorekit.nfs.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;

/** A directory that one of our own FUSE file systems answers for. Its source is compiled at the first use. */
final class FuseMount implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SOURCES = Path.of("src/test/c").toAbsolutePath();
    private static final Path PROGRAMS = Path.of("target/fuse").toAbsolutePath();

    private final Path point;
    private final ChildProcess process;
    private boolean mounted = true;

    private FuseMount(Path point, ChildProcess process) {
        this.point = point;
        this.process = process;
    }

    /** An NFSv4 export of a server on loopback. */
    static FuseMount nfs(GaneshaServer server, Path point) throws Exception {
        return mount("nfs_client", server.url(), point);
    }

    /** Another directory, until it is told to fail. */
    static FuseMount faulty(Path directory, Path point) throws Exception {
        return mount("faulty", directory.toString(), point);
    }

    private static FuseMount mount(String program, String source, Path point) throws Exception {
        Files.createDirectories(point);
        ChildProcess process = ChildProcess.start(Command.of(compiled(program).toString(), source, point.toString()));
        FuseMount mount = new FuseMount(point, process);
        try {
            process.awaitLine("ready"::equals, PATIENCE);
        } catch (AssertionError | InterruptedException e) {
            mount.closeAfter(e);
            throw e;
        }
        return mount;
    }

    /** It may not be mounted at all: then unmounting fails, too. */
    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (AssertionError e) {
            failure.addSuppressed(e);
        }
    }

    private static synchronized Path compiled(String program) throws Exception {
        Path binary = PROGRAMS.resolve(program);
        Path source = SOURCES.resolve(program + ".c");
        if (!Files.exists(binary)
                || Files.getLastModifiedTime(binary).compareTo(Files.getLastModifiedTime(source)) < 0) {
            Files.createDirectories(PROGRAMS);
            run(
                    "sh",
                    "-c",
                    "gcc -O1 -Wall -Wextra -Werror -o \"$0\" \"$1\" $(pkg-config --cflags --libs fuse3 libnfs)",
                    binary.toString(),
                    source.toString());
        }
        return binary;
    }

    Path point() {
        return point;
    }

    /** What calls meet from now on; see faulty.c. */
    void fault(String name) throws IOException {
        attributes().write("fault", StandardCharsets.US_ASCII.encode(name));
    }

    /** How many calls have met the fault. */
    int fired() throws IOException {
        ByteBuffer text = ByteBuffer.allocate(16);
        attributes().read("fired", text);
        return Integer.parseInt(StandardCharsets.US_ASCII.decode(text.flip()).toString());
    }

    /** Takes the mount away, also from under open files: from now on the empty directory below answers. */
    void unmount() throws InterruptedException {
        run("umount", "-l", point.toString());
        mounted = false;
    }

    @Override
    public void close() {
        try {
            if (mounted) {
                unmount();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.close();
        }
    }

    private UserDefinedFileAttributeView attributes() {
        return Files.getFileAttributeView(point, UserDefinedFileAttributeView.class);
    }

    private static void run(String... words) throws InterruptedException {
        try (ChildProcess process = ChildProcess.start(Command.of(words))) {
            assertThat(process.awaitExit(PATIENCE))
                    .as("%s: %s", words[0], process.lines())
                    .isZero();
        }
    }
}
