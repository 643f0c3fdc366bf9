package io.restorekit.nfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An absence counts only where the store shows itself. */
class StoreMarkerTest {
    private static final ObjectKey STORE = new ObjectKey("backupstore");
    private static final ObjectKey BLOCK = STORE.child("block.blk");

    @TempDir
    Path directory;

    private Path root = Path.of("/");
    private BackupTarget target = Opening.target("file:///", NfsSettings.defaults());

    @BeforeEach
    void openAMountPoint() throws IOException {
        root = Files.createDirectory(directory.resolve("mnt"));
        target = Opening.target(
                "nfs://nas:/export",
                NfsSettings.defaults(),
                Map.of(NfsBackupTargetProvider.MOUNT_POINT, root.toString()));
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void everyCallOnAnUnmountedExportIsUnavailable() {
        assertMount(() -> target.open(BLOCK));
        assertMount(() -> target.list(STORE, Optional.empty()));
        assertMount(() -> target.list(ObjectKey.ROOT, Optional.empty()));
        assertMount(() -> target.put(BLOCK, new byte[1]));
        assertMount(() -> target.delete(BLOCK));
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void noticeSaysWhatToMountUntilItIsThere() throws Exception {
        assertThat(target.notice()).isEmpty();
        assertMount(() -> target.open(BLOCK));
        assertThat(target.notice().orElseThrow()).contains("nas:/export " + root);

        store();
        Files.write(root.resolve(BLOCK.path()), new byte[1]);
        target.open(BLOCK).close();
        assertThat(target.notice()).isEmpty();
    }

    @Test
    void mountPointThatIsNotThereIsUnavailable() throws Exception {
        Files.delete(root);

        assertMount(() -> target.open(BLOCK));
        assertMount(() -> target.list(STORE, Optional.empty()));
    }

    @Test
    void absenceInAVisibleStoreIsMissing() throws Exception {
        store();

        assertThatThrownBy(() -> target.open(BLOCK)).isInstanceOf(Missing.class);
        assertThat(target.list(STORE.child("absent"), Optional.empty()).entries())
                .isEmpty();
    }

    @Test
    void leftoversOfWritersAreNotListed() throws Exception {
        store();
        Files.write(root.resolve("backupstore/volume.cfg.tmp.1700000000000000000"), new byte[1]);
        Files.write(root.resolve("backupstore/volume.cfg.tmp.x"), new byte[1]);
        Files.write(root.resolve("backupstore/volume.cfg"), new byte[1]);

        assertThat(target.list(STORE, Optional.empty()).entries())
                .extracting(Listing.Entry::name)
                .containsExactly("volume.cfg", "volume.cfg.tmp.x");
    }

    @Test
    void symbolicLinksDoNotLeadOutOfTheStore() throws Exception {
        store();
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.write(outside.resolve("secret"), new byte[5]);
        Files.write(root.resolve("backupstore/own"), new byte[1]);
        Files.createSymbolicLink(root.resolve("backupstore/link"), outside);
        Files.createSymbolicLink(root.resolve("backupstore/inner"), root.resolve("backupstore/own"));

        assertThatThrownBy(() -> target.open(STORE.child("link").child("secret")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> target.list(STORE.child("link"), Optional.empty()))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> target.put(STORE.child("link").child("new"), new byte[1]))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> target.delete(STORE.child("link").child("secret")))
                .isInstanceOf(Refused.class);
        assertThat(outside).isDirectoryContaining("glob:**/secret");
        assertThat(target.list(STORE, Optional.empty()).entries())
                .extracting(Listing.Entry::name)
                .containsExactly("inner", "own");
    }

    @Test
    void deletingAFolderLeavesIt() throws Exception {
        store();
        target.delete(STORE);

        assertThat(root.resolve("backupstore")).isDirectory();
    }

    @Test
    void typeOfTheFailureDecides() throws Exception {
        store();
        Diagnosis diagnosis = new Diagnosis(new KnownDirectory("file:///x", root, "advice"));

        assertThat(diagnosis.of(new AccessDeniedException("x"), root, root, "x"))
                .isInstanceOf(Refused.class);
        for (IOException nameless : new IOException[] {
            new FileSystemException("x", null, "Stale file handle"),
            new FileSystemException("x", null, "Input/output error"),
            new IOException("No such file or directory")
        }) {
            TargetException meaning = diagnosis.of(nameless, root, root, "x");
            assertThat(((Unavailable) meaning).reason()).isEqualTo(Cause.MOUNT);
        }
    }

    @Test
    void forbiddenFileIsRefused() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
        store();
        Path file = Files.write(root.resolve(BLOCK.path()), new byte[1]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));

        assertThatThrownBy(() -> target.open(BLOCK)).isInstanceOf(Refused.class);
    }

    private void store() throws IOException {
        Files.createDirectory(root.resolve("backupstore"));
    }

    private static void assertMount(ThrowingCallable call) {
        Unavailable failure = catchThrowableOfType(Unavailable.class, call);
        assertThat(failure).isNotNull().hasMessageContaining("mount -t nfs4");
        assertThat(failure.reason()).isEqualTo(Cause.MOUNT);
    }

    /** A write that hung while the export was unmounted goes on in the empty directory below it. */
    @Test
    void writeNeverMakesTheStoresOwnFolder() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("unmounted"));
        Path locks = empty.resolve("backupstore/volumes/locks");
        assertThatThrownBy(() -> NfsBackupTarget.makeFolders(empty.resolve("backupstore"), locks))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(empty).isEmptyDirectory();
        Files.createDirectory(empty.resolve("backupstore"));
        NfsBackupTarget.makeFolders(empty.resolve("backupstore"), locks);
        assertThat(locks).isDirectory();
    }
}
