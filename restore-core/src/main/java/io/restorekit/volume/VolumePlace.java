package io.restorekit.volume;

import io.restorekit.disk.DirectReader;
import io.restorekit.volume.VolumeException.Kind;
import io.restorekit.volume.device.DeviceFolder;
import io.restorekit.volume.device.DeviceNumber;
import io.restorekit.volume.device.Kernel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a volume lies or is to lie: a regular file, or a block device. */
public final class VolumePlace {
    private static final OpenOption[] TO_WRITE = {StandardOpenOption.READ, StandardOpenOption.WRITE};

    private final Path path;
    private final boolean inUse;
    private final Kernel kernel;

    VolumePlace(Path path, boolean inUse, Kernel kernel) {
        this.path = path;
        this.inUse = inUse;
        this.kernel = kernel;
    }

    public static VolumePlace at(Path path) {
        return new VolumePlace(path, false, Kernel.RUNNING);
    }

    /** Whether a device is taken although it is mounted or in use otherwise. */
    public VolumePlace evenInUse(boolean allowed) {
        return new VolumePlace(path, allowed, kernel);
    }

    /** Whether a device lies there, or nothing but a device belongs there. */
    public boolean isDevice() {
        try {
            return DeviceFolder.holds(path) || DeviceNumber.at(path).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Opens a volume that exists.
     *
     * @throws VolumeException with kind {@code ABSENT} if it (or its directory) is not there, {@code IN_USE} if it is a device
     *     that somebody else uses, {@code UNUSABLE} if it is neither a file nor a device or may not be opened,
     *     {@code UNREACHABLE} or {@code FULL} if it cannot be opened now
     */
    public FileVolume openExisting() throws VolumeException {
        try {
            Object key = attributes().fileKey();
            Medium medium = medium();
            medium.checkFree();
            return opened(FileChannel.open(path, TO_WRITE), key, medium, true);
        } catch (NoSuchFileException e) {
            throw OpenFailure.missing(path, e);
        } catch (IOException e) {
            throw OpenFailure.of(path, "the volume " + path + " cannot be opened", e);
        }
    }

    /**
     * Opens a volume that exists in order to read it, whoever else uses it: every write to it fails.
     *
     * @throws VolumeException as {@link #openExisting}
     */
    public FileVolume openToRead() throws VolumeException {
        try {
            Object key = attributes().fileKey();
            Medium medium = medium();
            return opened(FileChannel.open(path, StandardOpenOption.READ), key, medium, false);
        } catch (NoSuchFileException e) {
            throw OpenFailure.missing(path, e);
        } catch (IOException e) {
            throw OpenFailure.of(path, "the volume " + path + " cannot be opened", e);
        }
    }

    /**
     * Makes a file that does not exist, empty and durable.
     *
     * @throws VolumeException with kind {@code ABSENT} if its directory is not there, or a device belongs there;
     *     {@code FULL} if there is no room, {@code UNUSABLE} if something exists at the path or nothing may be made there,
     *     {@code UNREACHABLE} if nothing can be made there now
     */
    public FileVolume createNew() throws VolumeException {
        checkForFiles();
        try {
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            BasicFileAttributes made = attributes();
            return opened(channel, made.fileKey(), new RegularFile(path, made.fileKey()), true);
        } catch (NoSuchFileException e) {
            Path directory = path.toAbsolutePath().getParent();
            throw new VolumeException(Kind.ABSENT, "the directory " + directory + " is not there: is it mounted?", e);
        } catch (IOException e) {
            throw OpenFailure.of(path, "the volume " + path + " cannot be made", e);
        }
    }

    /**
     * Looks at what is there, for somebody who will not write to it; empty where a file may be made.
     *
     * @throws VolumeException as {@link #openExisting}
     */
    public Optional<VolumeSight> look() throws VolumeException {
        try {
            Medium medium = medium();
            medium.checkFree();
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                return Optional.of(new VolumeSight(channel.size(), medium.canGrow(), medium.identity()));
            }
        } catch (NoSuchFileException e) {
            checkForFiles();
            return Optional.empty();
        } catch (IOException e) {
            throw OpenFailure.of(path, "the volume " + path + " cannot be looked at", e);
        }
    }

    /** A file made in the place of a device would take the restore's bytes into memory. */
    private void checkForFiles() throws VolumeException {
        if (DeviceFolder.holds(path)) {
            throw new VolumeException(Kind.ABSENT, "the device " + path + " is not there, or not yet", null);
        }
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    /** What lies there; refuses what is neither a file nor a block device. */
    Medium medium() throws IOException, VolumeException {
        BasicFileAttributes attributes = attributes();
        if (attributes.isRegularFile() && !DeviceFolder.holds(path)) {
            return new RegularFile(path, attributes.fileKey());
        }
        Optional<DeviceNumber> number = DeviceNumber.at(path);
        if (number.isPresent()) {
            String inode = String.valueOf(Files.getAttribute(path, "unix:ino"));
            return new BlockDevice(path, number.get(), inode, inUse, kernel);
        }
        String what = attributes.isDirectory()
                ? "is a directory"
                : attributes.isRegularFile() ? "is a file where a device belongs" : "is no block device";
        throw new VolumeException(Kind.UNUSABLE, path + " " + what + ": name a regular file or a block device", null);
    }

    private FileVolume opened(FileChannel channel, @Nullable Object key, Medium medium, boolean toWrite)
            throws IOException, VolumeException {
        boolean good = false;
        Optional<DirectReader> direct = Optional.empty();
        try {
            // Opened before the path is looked at once more below: so both lead to the same file.
            direct = DirectReader.open(path, medium.alignment());
            FileVolume volume = new FileVolume(path, channel, key, medium, direct);
            if (!volume.stillInPlace()) {
                throw new VolumeException(Kind.UNREACHABLE, "the file at " + path + " was replaced meanwhile", null);
            }
            if (toWrite && channel.size() == 0) {
                medium.begin(channel);
            }
            good = true;
            return volume;
        } finally {
            if (!good) {
                direct.ifPresent(DirectReader::close);
                channel.close();
            }
        }
    }
}
