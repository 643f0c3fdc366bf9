package io.restorekit.volume.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the kernel tells about itself, as a port: tests put folders of their own there. */
public record Kernel(Path proc, Path sys) {
    public static final Kernel RUNNING = new Kernel(Path.of("/proc"), Path.of("/sys"));

    /** What sysfs has of a device; empty where there is no such device, or no sysfs. */
    public Optional<BlockFolder> block(DeviceNumber number) throws IOException {
        try {
            return Optional.of(
                    new BlockFolder(sys.resolve("dev/block/" + number).toRealPath()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The lines of a file in procfs; none where this kernel was built without it. */
    List<String> lines(String file) throws IOException {
        try {
            return Files.readAllLines(proc.resolve(file));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
