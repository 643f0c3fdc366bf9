package io.restorekit.volume.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A kernel that knows the devices that a test makes up. */
public final class KernelFiles {
    private final Path root;

    public KernelFiles(Path root) throws IOException {
        this.root = root;
        file("proc/self/mountinfo", "21 26 0:20 / /proc rw,relatime - proc proc rw\n");
        file("proc/swaps", "Filename\t\tType\tSize\tUsed\tPriority\n");
    }

    public Kernel kernel() {
        return new Kernel(root.resolve("proc"), root.resolve("sys"));
    }

    /** A disk, or (with a slash in its name) a partition of one. */
    public KernelFiles device(String name, String number) throws IOException {
        Path folder = root.resolve("sys/devices").resolve(name);
        Files.createDirectories(folder.resolve("holders"));
        file("sys/devices/" + name + "/dev", number + "\n");
        event(name, "DEVNAME=" + folder.getFileName());
        Path link = root.resolve("sys/dev/block").resolve(number);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, folder);
        return this;
    }

    public KernelFiles partition(String name, String number) throws IOException {
        return device(name, number).fact(name, "partition", name.replaceAll(".*[^0-9]", ""));
    }

    public KernelFiles fact(String device, String file, String text) throws IOException {
        file("sys/devices/" + device + "/" + file, text + "\n");
        return this;
    }

    public KernelFiles event(String device, String lines) throws IOException {
        return fact(device, "uevent", "DEVTYPE=disk\n" + lines);
    }

    public KernelFiles holder(String device, String other) throws IOException {
        Path link =
                root.resolve("sys/devices").resolve(device).resolve("holders").resolve(other);
        Files.createSymbolicLink(link, root.resolve("sys/devices").resolve(other));
        return this;
    }

    /** A line of the mount table. */
    public KernelFiles mounted(String number, String point, String type, String source) throws IOException {
        String line = "30 21 " + number + " / " + point + " rw,relatime shared:7 - " + type + " " + source + " rw\n";
        file("proc/self/mountinfo", Files.readString(root.resolve("proc/self/mountinfo")) + line);
        return this;
    }

    public KernelFiles swap(String node) throws IOException {
        file("proc/swaps", Files.readString(root.resolve("proc/swaps")) + node + " partition\t100\t0\t-2\n");
        return this;
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
