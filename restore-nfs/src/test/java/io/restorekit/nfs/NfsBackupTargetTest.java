package io.restorekit.nfs;

import io.restorekit.target.BackupTarget;
import io.restorekit.testkit.contract.BackupTargetContract;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class NfsBackupTargetTest extends BackupTargetContract {
    /** More than one page. */
    private static final int MANY = FolderPage.SIZE + 500;

    @TempDir
    Path directory;

    @Override
    protected BackupTarget openTarget() {
        return Opening.target("file://" + directory, NfsSettings.defaults());
    }

    @Override
    protected void putRaw(String path, byte[] content) throws Exception {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @Override
    protected boolean canHold(String path) {
        try {
            return !directory.resolve(path).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    protected int manyEntries() {
        return MANY;
    }
}
