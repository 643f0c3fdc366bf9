package io.restorekit.nfs;

import io.restorekit.target.ObjectKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a file as Longhorn does on NFS: write {@code <name>.tmp.<number>}, force, rename, force the folder. All by the
 * operating system's own calls: VFS would make the folders that an unmounted export lacks, delete the old file before it
 * renames, and tell a forbidden folder from a full one by text alone.
 */
final class Replacement {
    private static final Logger LOG = LoggerFactory.getLogger(Replacement.class);

    private final RandomGenerator random;

    Replacement(RandomGenerator random) {
        this.random = random;
    }

    void write(Path root, ObjectKey key, byte[] content) throws IOException {
        ObjectKey temporary = new ObjectKey(key.path() + ".tmp." + (random.nextLong() >>> 1));
        Path written = root.resolve(temporary.path());
        Path wanted = root.resolve(key.path());
        try {
            fill(written, content);
            Files.move(written, wanted, StandardCopyOption.ATOMIC_MOVE);
            forceIfPossible(Objects.requireNonNull(wanted.getParent()));
        } catch (IOException e) {
            dropQuietly(written, e);
            throw e;
        }
        Leftovers.sweepBeside(wanted);
    }

    private static void fill(Path written, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Not everywhere may a folder be forced, and a lock need not outlive a crash of its server. */
    private static void forceIfPossible(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("The folder of a lock cannot be forced", e);
        }
    }

    private static void dropQuietly(Path path, Exception reason) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
