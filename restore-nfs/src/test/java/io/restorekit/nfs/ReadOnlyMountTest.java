package io.restorekit.nfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export that is mounted read-only can be restored from; only writes are refused. */
class ReadOnlyMountTest {
    private static final ObjectKey STORE = new ObjectKey("backupstore");
    private static final ObjectKey BLOCK = STORE.child("block.blk");

    @TempDir
    Path root;

    @AutoClose
    private MemoryMount mount;

    @AutoClose
    private BackupTarget target;

    @BeforeEach
    void openAStoreWithOneBlock() throws Exception {
        mount = MemoryMount.at(root);
        Files.createDirectories(root.resolve("backupstore/locks"));
        Files.write(root.resolve(BLOCK.path()), new byte[7]);
        mount.makeReadOnly();
        target = Opening.target("file://" + root, NfsSettings.defaults());
    }

    @Test
    void failureOfAReadIsAnOutage() {
        Diagnosis diagnosis = new Diagnosis(new KnownDirectory("file:///x", root, "advice"));
        IOException nameless = new FileSystemException("x", null, "Input/output error");

        assertThat(diagnosis.of(nameless, root, root.resolve(BLOCK.path()), "x"))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void writesAreRefused() throws Exception {
        assertReadOnly(() -> target.put(STORE.child("locks").child("a.lck"), new byte[1]));
        assertReadOnly(() -> target.put(STORE.child("to-be-made").child("a.lck"), new byte[1]));
        assertReadOnly(() -> target.delete(BLOCK));
        assertThat(target.notice()).as("nothing is wrong with the mount").isEmpty();
        target.open(BLOCK).close();
    }

    private static void assertReadOnly(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Refused.class).hasMessageContaining("mounted read-only");
    }
}
