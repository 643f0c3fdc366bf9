package io.restorekit.volume.device;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder of a block device in sysfs. Which files there are depends on the driver: one that is missing or blank says
 * nothing.
 *
 * @param path without symbolic links: the folder of a partition lies in that of its disk
 */
public record BlockFolder(Path path) {

    /**
     * An id that the device has by itself and that outlasts a reboot: that of the device mapper, that of the hardware, that
     * of the partition. Copied disks can share a partition's.
     */
    public Optional<String> ownId() throws IOException {
        Optional<String> mapped = read("dm/uuid").map("dm:"::concat);
        if (mapped.isPresent()) {
            return mapped;
        }
        Optional<String> hardware = answer("wwid").or(() -> answer("device/wwid"));
        if (hardware.isPresent()) {
            return hardware.map(wwid -> "wwid:" + wwid.replaceAll("\\s+", "_"));
        }
        Optional<String> partition = event("PARTUUID").map("partuuid:"::concat);
        if (partition.isPresent() || !isPartition()) {
            return partition;
        }
        String number = read("partition").orElse("");
        return disk().ownId().map(id -> id + "-part" + number);
    }

    /** Which medium this is, counted since the boot: another one in the same device has another number. */
    public Optional<String> sequence() throws IOException {
        return isPartition() ? disk().sequence() : read("diskseq");
    }

    /** What reads past the page cache have to be aligned to. */
    public int logicalBlockSize() throws IOException {
        return isPartition()
                ? disk().logicalBlockSize()
                : read("queue/logical_block_size").map(Integer::parseInt).orElse(512);
    }

    /** A system opens such a device for writing too, and refuses each write. */
    public boolean isReadOnly() throws IOException {
        return read("ro").filter("1"::equals).isPresent();
    }

    public boolean isPartition() {
        return Files.exists(path.resolve("partition"));
    }

    /** That a partition is on. */
    BlockFolder disk() {
        return new BlockFolder(path.getParent());
    }

    List<BlockFolder> partitions() throws IOException {
        List<BlockFolder> found = new ArrayList<>();
        for (BlockFolder below : folders(path)) {
            if (below.isPartition()) {
                found.add(below);
            }
        }
        return found;
    }

    /** Devices that are made of this one: of the device mapper, of RAID. */
    List<BlockFolder> holders() throws IOException {
        return folders(path.resolve("holders"));
    }

    String number() throws IOException {
        return Files.readString(path.resolve("dev")).strip();
    }

    /** Where its nodes are by the kernel's and the device mapper's names. */
    List<String> nodes() throws IOException {
        List<String> nodes = new ArrayList<>();
        nodes.add("/dev/" + event("DEVNAME").orElse(name()));
        read("dm/name").ifPresent(name -> nodes.add("/dev/mapper/" + name));
        return nodes;
    }

    private String name() {
        return path.getFileName().toString();
    }

    @Override
    public String toString() {
        return name();
    }

    private Optional<String> event(String key) throws IOException {
        return read("uevent")
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith(key + "="))
                        .findFirst()
                        .map(line -> line.substring(key.length() + 1).strip()))
                .filter(value -> !value.isEmpty());
    }

    private Optional<String> read(String file) throws IOException {
        try {
            return Optional.of(Files.readString(path.resolve(file)).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The file is there for devices without an answer too, and cannot be read then. */
    private Optional<String> answer(String file) {
        try {
            return read(file);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<BlockFolder> folders(Path above) throws IOException {
        List<BlockFolder> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(above, Files::isDirectory)) {
            entries.forEach(entry -> found.add(new BlockFolder(entry)));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }
}
