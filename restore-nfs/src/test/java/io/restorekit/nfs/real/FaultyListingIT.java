package io.restorekit.nfs.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.nfs.NfsSettings;
import io.restorekit.nfs.Opening;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing.Entry;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException.Unavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings in which a file cannot be looked at: a listing decides what is missing. */
@NeedsNfs
@Timeout(300)
class FaultyListingIT {
    private static final ObjectKey STORE = new ObjectKey("backupstore");

    @TempDir
    Path directory;

    @AutoClose
    private FuseMount mount;

    @AutoClose
    private BackupTarget target;

    @BeforeEach
    void mountStoreWithAConfig() throws Exception {
        Path store = Files.createDirectories(directory.resolve("store/backupstore"));
        Files.write(store.resolve("volume.cfg"), new byte[1]);
        mount = FuseMount.faulty(store.getParent(), directory.resolve("mnt"));
        target = Opening.target("file://" + mount.point(), NfsSettings.defaults());
    }

    @Test
    void fileThatIsBeingReplacedIsLookedAtAgain() throws Exception {
        mount.fault("file-absent-once");

        assertThat(target.list(STORE, Optional.empty()).entries())
                .extracting(Entry::name)
                .containsExactly("volume.cfg");
        assertThat(mount.fired()).isGreaterThan(1);
    }

    /** Absent but listed: a cache contradicts itself, or the export was away while its files were looked at. */
    @ParameterizedTest
    @ValueSource(strings = {"files-stale", "files-absent"})
    void fileThatIsListedAndCannotBeLookedAtIsNotLeftOut(String fault) throws Exception {
        mount.fault(fault);

        assertThatThrownBy(() -> target.list(STORE, Optional.empty())).isInstanceOf(Unavailable.class);
        assertThat(mount.fired()).isPositive();
    }
}
