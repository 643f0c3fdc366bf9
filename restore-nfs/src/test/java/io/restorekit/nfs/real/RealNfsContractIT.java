package io.restorekit.nfs.real;

import io.restorekit.nfs.NfsSettings;
import io.restorekit.nfs.Opening;
import io.restorekit.target.BackupTarget;
import io.restorekit.testkit.contract.BackupTargetContract;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every backup target has to do, over NFSv4. */
@NeedsNfs
@Timeout(300)
class RealNfsContractIT extends BackupTargetContract {
    /** More than one page. */
    private static final int MANY = 1_500;

    @TempDir
    static Path directory;

    @AutoClose
    private static GaneshaServer server;

    @AutoClose
    private static FuseMount mount;

    private static int places;

    private Path place;

    @BeforeAll
    static void mountExport() throws Exception {
        server = GaneshaServer.start(directory.resolve("export"), directory);
        mount = FuseMount.nfs(server, directory.resolve("mnt"));
    }

    @Override
    protected BackupTarget openTarget() throws Exception {
        String name = "place" + places++;
        place = Files.createDirectory(directory.resolve("export").resolve(name));
        return Opening.target("file://" + mount.point().resolve(name), NfsSettings.defaults());
    }

    @Override
    protected void putRaw(String path, byte[] content) throws Exception {
        Path file = place.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @Override
    protected boolean canHold(String path) {
        try {
            return !place.resolve(path).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    protected int manyEntries() {
        return MANY;
    }
}
