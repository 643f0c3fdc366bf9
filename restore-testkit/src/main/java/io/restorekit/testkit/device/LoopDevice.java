package io.restorekit.testkit.device;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A block device made of a file, on Linux, where root and losetup are there.
 *
 * <pre>{@code
 * LoopDevice.obstacle(directory).ifPresent(why -> abort(why));
 * try (LoopDevice device = LoopDevice.ofSize(64 << 20, directory)) { … device.node() … }
 * }</pre>
 *
 * <p>A process that is killed leaves its device attached to the deleted file.
 *
 * @param node in {@code /dev}
 * @param file what is written to the device, once that was forced
 */
public record LoopDevice(Path node, Path file) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Why there can be none here; found by trying. */
    public static Optional<String> obstacle(Path directory) {
        try (LoopDevice device = ofSize(1 << 20, directory)) {
            return Files.isWritable(device.node())
                    ? Optional.empty()
                    : Optional.of(device.node() + " cannot be written: root is needed");
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return Optional.of("no loop device can be made (root, losetup and the kernel's support are needed): " + e);
        }
    }

    /** Of zeros. */
    public static LoopDevice ofSize(long bytes, Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "loop", ".img");
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(bytes);
        }
        return new LoopDevice(Path.of(run("losetup", "--find", "--show", file.toString())), file);
    }

    /** Makes it show what its file has grown to. */
    public void enlarge(long bytes) throws IOException {
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(bytes);
        }
        run("losetup", "--set-capacity", node.toString());
    }

    /**
     * Makes an empty file system on it and mounts that.
     *
     * @param options of mount(8); {@code ro} leaves the device's bytes alone
     */
    public Mount mount(Path point, String options) {
        run("mkfs.ext2", "-q", node.toString());
        run("mount", "-o", options, node.toString(), point.toString());
        return new Mount(point);
    }

    /** A file system that is mounted until this is closed. Used by one thread. */
    public static final class Mount implements AutoCloseable {
        private final Path point;
        private boolean mounted = true;

        private Mount(Path point) {
            this.point = point;
        }

        public Path point() {
            return point;
        }

        @Override
        public void close() {
            if (mounted) {
                run("umount", point.toString());
                mounted = false;
            }
        }
    }

    /** Takes the lock that restores leave beside it away too: the node will be another device. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(node.resolveSibling("." + node.getFileName() + ".restore-lock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            run("losetup", "--detach", node.toString());
        }
    }

    private static String run(String... words) {
        try (ChildProcess program = ChildProcess.start(Command.of(words))) {
            if (program.awaitExit(PATIENCE) != 0) {
                throw new IllegalStateException(String.join(" ", words) + ": " + program.lines());
            }
            return String.join("", program.out());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + String.join(" ", words), e);
        }
    }
}
