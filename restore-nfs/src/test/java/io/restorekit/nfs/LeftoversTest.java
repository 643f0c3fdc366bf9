package io.restorekit.nfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What writers that died leave in the folder of the locks. */
class LeftoversTest {
    private static final ObjectKey LOCK = new ObjectKey("backupstore/locks/lock-00000000000000ff.lck");

    @TempDir
    Path root;

    private Path locks = Path.of("/");

    @BeforeEach
    void makeStore() throws IOException {
        locks = Files.createDirectories(root.resolve("backupstore/locks"));
    }

    @Test
    void leftoverOfALockThatExpiredLongAgoIsTakenAway() throws Exception {
        leave("lock-0123456789abcdef.lck.tmp.1700000000000000000", Duration.ofHours(2));

        putLock();

        assertThat(locks).isDirectoryNotContaining("glob:**.tmp.*");
    }

    @Test
    void whatMayBelongToALivingWriterOrToNoLockStays() throws Exception {
        Path young = leave("lock-0123456789abcdef.lck.tmp.1", Duration.ofMinutes(50));
        Path lock = leave("lock-0123456789abcdef.lck", Duration.ofHours(2));
        Path config = leave("volume.cfg.tmp.1", Duration.ofHours(2));
        Path folder = Files.createDirectory(locks.resolve("lock-0123456789abcdee.lck.tmp.2"));
        age(folder, Duration.ofHours(2));

        putLock();

        assertThat(young).exists();
        assertThat(lock).exists();
        assertThat(config).exists();
        assertThat(folder).exists();
    }

    @Test
    void objectThatIsNoLockSweepsNothing() throws Exception {
        Path leftover = leave("lock-0123456789abcdef.lck.tmp.1", Duration.ofHours(2));

        new Replacement(new Random(1)).write(root, new ObjectKey("backupstore/locks/x.cfg"), new byte[1]);

        assertThat(leftover).exists();
    }

    private void putLock() throws Exception {
        try (BackupTarget target = Opening.target("file://" + root, NfsSettings.defaults())) {
            target.put(LOCK, new byte[1]);
        }
        assertThat(root.resolve(LOCK.path())).exists();
    }

    private Path leave(String name, Duration age) throws IOException {
        Path file = Files.write(locks.resolve(name), new byte[1]);
        age(file, age);
        return file;
    }

    private static void age(Path file, Duration age) throws IOException {
        FileTime now = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.from(now.toInstant().minus(age)));
    }
}
