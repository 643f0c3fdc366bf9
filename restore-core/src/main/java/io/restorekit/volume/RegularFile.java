package io.restorekit.volume;

import io.restorekit.disk.DurableDirectory;
import io.restorekit.disk.Room;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A regular file, which carries a label where its file system lets it. */
final class RegularFile implements Medium {
    private final Path path;
    private final @Nullable Object key;
    private final VolumeLabel label;

    RegularFile(Path path, @Nullable Object key) {
        this.path = path;
        this.key = key;
        this.label = new VolumeLabel(path);
    }

    @Override
    public boolean canGrow() {
        return true;
    }

    @Override
    public void checkFree() {}

    /** A new file gets its label at once, and its name is durable from here on. */
    @Override
    public void begin(FileChannel channel) throws IOException {
        if (label.read().isEmpty()) {
            label.write(0);
        }
        channel.force(true);
        DurableDirectory.force(path.toRealPath().getParent());
    }

    @Override
    public int alignment() {
        return 1;
    }

    @Override
    public Optional<VolumeIdentity> identity() throws IOException {
        long modified = Files.getLastModifiedTime(path).to(TimeUnit.NANOSECONDS);
        if (!label.kept()) {
            return Optional.of(new VolumeIdentity("inode:" + inode(), -1, modified));
        }
        return label.read().map(value -> new VolumeIdentity(value.id().toString(), value.commit(), modified));
    }

    @Override
    public void mark(long commit) throws IOException {
        label.write(commit);
    }

    @Override
    public void disown() {
        label.renew();
    }

    @Override
    public boolean isShort(long bytes) {
        return Room.isShort(path, bytes);
    }

    /** Without the device number that the key of a Unix file shows too: it changes at reboot. */
    private String inode() {
        return String.valueOf(key).replaceFirst(".*ino=([0-9]+).*", "$1");
    }
}
