package io.restorekit.nfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetObject;
import io.restorekit.testkit.longhorn.StoreLayout;
import io.restorekit.testkit.longhorn.VolumeSettings;
import io.restorekit.testkit.store.BackupChain;
import io.restorekit.testkit.store.ChainPlan;
import io.restorekit.testkit.store.DirectoryStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The testkit's directory is read by its URL, and shows itself unmounted as an export does. */
class DirectoryStoreTest {
    @TempDir
    Path directory;

    @Test
    void aStoreIsReadThroughItsUrlWhileItIsMounted() throws Exception {
        DirectoryStore store = new DirectoryStore(directory);
        BackupChain.write(store.sink(), ChainPlan.of(new VolumeSettings("vol").withBlockSize(4_096), 1));
        ObjectKey config = new ObjectKey(new StoreLayout("vol").volumeConfig());

        try (BackupTarget target = Opening.target(store.url(), NfsSettings.defaults())) {
            assertThat(length(target, config)).isPositive();

            store.unmount();
            assertThatThrownBy(() -> target.open(config))
                    .isInstanceOfSatisfying(
                            TargetException.Unavailable.class,
                            e -> assertThat(e.reason()).isEqualTo(TargetException.Cause.MOUNT));

            store.mount();
            assertThat(length(target, config)).isPositive();
            store.delete(config.path());
            assertThatThrownBy(() -> target.open(config)).isInstanceOf(TargetException.Missing.class);
        }
    }

    private static int length(BackupTarget target, ObjectKey key) throws Exception {
        try (TargetObject object = target.open(key)) {
            return object.body().readAllBytes().length;
        }
    }
}
