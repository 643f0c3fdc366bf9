package io.restorekit.nfs;

import io.restorekit.target.ObjectKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Replaces a file as Longhorn does on NFS: write {@code <name>.tmp.<number>}, force, rename, force the folder. The
 * rename is the operating system's own, because VFS deletes the old file first.
 */
final class Replacement {
    private final VfsPool pool;
    private final RandomGenerator random;

    Replacement(VfsPool pool, RandomGenerator random) {
        this.pool = pool;
        this.random = random;
    }

    void write(Path root, ObjectKey key, byte[] content) throws IOException {
        ObjectKey temporary = new ObjectKey(key.path() + ".tmp." + (random.nextLong() >>> 1));
        Path written = root.resolve(temporary.path());
        Path wanted = root.resolve(key.path());
        try {
            fill(pool.base(root), temporary, content);
            force(written, StandardOpenOption.WRITE);
            Files.move(written, wanted, StandardCopyOption.ATOMIC_MOVE);
            force(Objects.requireNonNull(wanted.getParent()), StandardOpenOption.READ);
        } catch (IOException e) {
            dropQuietly(written, e);
            throw e;
        }
    }

    private void fill(String base, ObjectKey key, byte[] content) throws IOException {
        VfsFiles files = pool.take();
        try {
            files.write(base, key, content);
        } finally {
            pool.give(files);
        }
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
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
