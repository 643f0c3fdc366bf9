package io.restorekit.volume.device;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who uses a block device on this host: it, its partitions or the disk that it is on are mounted, used as swap, or part of
 * another device.
 *
 * <p>Honest limits: this is a look, and holds nobody off. It sees the mounts of this process's mount namespace alone, and
 * neither programs that have the device open (a database, a virtual machine) nor other hosts; of a file system on several
 * devices it may see the first.
 */
public final class DeviceUse {
    private final List<Mount> mounts;
    private final List<String> swaps;

    private DeviceUse(List<Mount> mounts, List<String> swaps) {
        this.mounts = mounts;
        this.swaps = swaps;
    }

    /**
     * The first use that is found, in words that follow the device's name; empty where there is none.
     *
     * @throws IOException if nobody can tell
     */
    public static Optional<String> of(DeviceNumber number, Kernel kernel) throws IOException {
        BlockFolder device =
                kernel.block(number).orElseThrow(() -> new IOException("sysfs does not show device " + number));
        DeviceUse looking = new DeviceUse(mounts(kernel), swaps(kernel));
        Optional<String> use = looking.of(device).map("is "::concat);
        List<BlockFolder> partitions = device.partitions();
        for (int i = 0; use.isEmpty() && i < partitions.size(); i++) {
            BlockFolder partition = partitions.get(i);
            use = looking.of(partition).map(how -> "has a partition " + partition + " that is " + how);
        }
        return use.isEmpty() && device.isPartition()
                ? looking.of(device.disk()).map(how -> "is on the disk " + device.disk() + " that is " + how)
                : use;
    }

    private Optional<String> of(BlockFolder device) throws IOException {
        String number = device.number();
        List<String> nodes = device.nodes();
        for (Mount mount : mounts) {
            // Some file systems (btrfs) have a number of their own there, and name the device.
            if (mount.device().equals(number) || nodes.contains(mount.source())) {
                return Optional.of("mounted at " + mount.point());
            }
        }
        if (nodes.stream().anyMatch(swaps::contains)) {
            return Optional.of("used as swap");
        }
        List<BlockFolder> holders = device.holders();
        return holders.isEmpty()
                ? Optional.empty()
                : Optional.of("part of " + String.join(", ", holders.get(0).nodes()));
    }

    /** A line of {@code mountinfo}: fields 3 and 5, and the second after the dash; see proc(5). */
    private record Mount(String device, String point, String source) {}

    private static List<Mount> mounts(Kernel kernel) throws IOException {
        List<Mount> mounts = new ArrayList<>();
        for (String line : kernel.lines("self/mountinfo")) {
            String[] fields = line.split(" ");
            int dash = line.indexOf(" - ");
            String[] after = dash < 0 ? fields : line.substring(dash + 3).split(" ");
            if (fields.length > 4 && after.length > 1) {
                mounts.add(new Mount(fields[2], plain(fields[4]), plain(after[1])));
            }
        }
        if (mounts.isEmpty()) {
            throw new IOException("the mount table cannot be read");
        }
        return mounts;
    }

    private static List<String> swaps(Kernel kernel) throws IOException {
        List<String> swaps = new ArrayList<>();
        for (String line : kernel.lines("swaps")) {
            swaps.add(plain(line.split("\\s", 2)[0]));
        }
        return swaps;
    }

    /** The kernel writes blanks and backslashes in names as octal numbers. */
    private static String plain(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
