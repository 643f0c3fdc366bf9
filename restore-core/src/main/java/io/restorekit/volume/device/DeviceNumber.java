package io.restorekit.volume.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The number by which the kernel knows a block device until the next reboot: good for asking about it now, and never for
 * recognizing it later.
 */
public record DeviceNumber(int major, int minor) {
    private static final int TYPE = 0170000;
    private static final int BLOCK = 0060000;

    /**
     * Of the block device that a path leads to, over symbolic links; empty where something else is there, or nothing.
     *
     * <p>The attributes {@code unix:mode} and {@code unix:rdev} are in no specification; the JDKs have had them since 7.
     */
    public static Optional<DeviceNumber> at(Path path) throws IOException {
        try {
            boolean special =
                    Files.readAttributes(path, BasicFileAttributes.class).isOther();
            return special && ((int) Files.getAttribute(path, "unix:mode") & TYPE) == BLOCK
                    ? Optional.of(of((long) Files.getAttribute(path, "unix:rdev")))
                    : Optional.empty();
        } catch (NoSuchFileException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** As the C libraries of Linux put the two into one number. */
    static DeviceNumber of(long packed) {
        long major = packed >>> 8 & 0xfff | packed >>> 32 & ~0xfffL;
        long minor = packed & 0xff | packed >>> 12 & ~0xffL;
        return new DeviceNumber((int) major, (int) minor);
    }

    @Override
    public String toString() {
        return major + ":" + minor;
    }
}
