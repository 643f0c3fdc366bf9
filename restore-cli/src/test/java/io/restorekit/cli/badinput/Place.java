package io.restorekit.cli.badinput;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** Places to restore to that are too small or may not be written. Where one cannot be made, the row is skipped. */
final class Place {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** The least that a file system in memory takes one file's worth of. */
    private static final int PAGE = 4096;

    private Place() {}

    /** A directory in memory of this size. */
    static Path memory(Scene scene, String name, int bytes) throws Exception {
        Path place = Files.createDirectory(scene.directory().resolve(name));
        mount(scene, place, "size=" + bytes);
        return place;
    }

    /** A disk of 3 MiB with so much room left; mended by making room. */
    static Path full(Scene scene, int room) throws Exception {
        Path place = memory(scene, "full", 3 << 20);
        Path filler = place.resolve("filler");
        long usable = Files.getFileStore(place).getUsableSpace();
        Files.write(filler, new byte[(int) (usable - room) / PAGE * PAGE]);
        scene.mendable(() -> Files.write(filler, new byte[0]));
        return place;
    }

    /** Root is not held up by permissions, and by a mount that is read-only. */
    static Path readOnly(Scene scene) throws Exception {
        Path place = Files.createDirectory(scene.directory().resolve("read-only"));
        if (System.getProperty("user.name").equals("root")) {
            mount(scene, place, "ro");
        } else {
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("r-xr-xr-x"));
        }
        return place;
    }

    private static void mount(Scene scene, Path place, String options) throws InterruptedException {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", options, "restorekit-test", place.toString()) == 0,
                "a file system can be mounted (needs root)");
        scene.leaving(() -> unmount(place));
    }

    private static void unmount(Path place) {
        try {
            if (run("umount", place.toString()) != 0) {
                throw new UncheckedIOException(new IOException(place + " stays mounted"));
            }
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
