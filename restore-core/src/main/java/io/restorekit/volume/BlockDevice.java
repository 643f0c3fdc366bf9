package io.restorekit.volume;

import io.restorekit.volume.VolumeException.Kind;
import io.restorekit.volume.device.BlockFolder;
import io.restorekit.volume.device.DeviceNumber;
import io.restorekit.volume.device.DeviceUse;
import io.restorekit.volume.device.Kernel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A block device. It has its size, and carries no label; the modification time of its node tells neither of writes through
 * another node nor of a mounted file system's, and is lost at a reboot.
 *
 * @param inode of the node, by which a device that has no id of its own is told
 * @param inUse whether it is written although somebody else uses it
 */
record BlockDevice(Path path, DeviceNumber number, String inode, boolean inUse, Kernel kernel) implements Medium {

    @Override
    public boolean canGrow() {
        return false;
    }

    /**
     * @throws VolumeException with kind {@code UNUSABLE} if the device is read-only; with kind {@code IN_USE} if somebody else
     *     uses it, or nobody can tell, unless that was allowed
     */
    @Override
    public void checkFree() throws VolumeException {
        try {
            Optional<BlockFolder> device = kernel.block(number);
            if (device.isPresent() && device.get().isReadOnly()) {
                throw new VolumeException(Kind.UNUSABLE, "the device " + path + " is read-only", null);
            }
            Optional<String> use = inUse ? Optional.empty() : DeviceUse.of(number, kernel);
            if (use.isPresent()) {
                throw new VolumeException(Kind.IN_USE, "the device " + path + " " + use.get(), null);
            }
        } catch (IOException e) {
            throw new VolumeException(Kind.IN_USE, "nobody can tell whether the device " + path + " is in use", e);
        }
    }

    /** An inode number alone is that of the node, whatever is attached to it: so the kernel's count is said too. */
    @Override
    public Optional<VolumeIdentity> identity() throws IOException {
        Optional<BlockFolder> device = kernel.block(number);
        Optional<String> own = device.isPresent() ? device.get().ownId() : Optional.empty();
        if (own.isPresent()) {
            return own.map(VolumeIdentity::ofDevice);
        }
        Optional<String> sequence = device.isPresent() ? device.get().sequence() : Optional.empty();
        return Optional.of(VolumeIdentity.ofDevice(
                "inode:" + inode + sequence.map("/"::concat).orElse("")));
    }

    /** Nothing is attached to a loop device, or no medium is in the drive. */
    @Override
    public void begin(FileChannel channel) throws VolumeException {
        throw new VolumeException(Kind.ABSENT, "the device " + path + " has no bytes: nothing is attached to it", null);
    }

    @Override
    public int alignment() throws IOException {
        Optional<BlockFolder> device = kernel.block(number);
        return device.isPresent() ? device.get().logicalBlockSize() : 1;
    }

    @Override
    public void mark(long commit) {}

    @Override
    public void disown() {}

    @Override
    public boolean isShort(long bytes) {
        return false;
    }
}
