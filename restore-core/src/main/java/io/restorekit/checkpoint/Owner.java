package io.restorekit.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/**
 * Who writes a checkpoint.
 *
 * @param boot the boot of the host, as Linux names it; an owner that left in order or in disorder is judged by it
 * @param since when it took the state directory
 */
public record Owner(String host, String boot, long pid, Instant since) {

    /** This process. Asks no name service: one that is away would stall the restore that must survive it. */
    public static Owner here(Clock clock) {
        return new Owner(
                kernel("hostname"),
                kernel("random/boot_id"),
                ProcessHandle.current().pid(),
                clock.instant());
    }

    @Override
    public String toString() {
        return "host " + host + ", boot " + boot + ", pid " + pid + ", since " + since;
    }

    private static String kernel(String name) {
        try {
            return Files.readString(Path.of("/proc/sys/kernel", name)).trim();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
