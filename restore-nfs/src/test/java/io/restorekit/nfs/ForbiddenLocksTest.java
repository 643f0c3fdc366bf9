package io.restorekit.nfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.nfs.real.LargeStore;
import io.restorekit.nfs.real.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store whose locks may not be written can be restored from, unprotected, and that is said. */
@Timeout(300)
class ForbiddenLocksTest {
    @TempDir
    Path directory;

    @Test
    void restoreWithoutALockEndsWellAndSaysSo() throws Exception {
        Path root = directory.resolve("store");
        Path volume = directory.resolve("volume");
        LargeStore store = LargeStore.write(root, 4);
        Story story = new Story();
        try (MemoryMount locks = MemoryMount.at(Files.createDirectories(LargeStore.locks(root)));
                RestoreEngine engine = RestoreEngine.builder().build()) {
            locks.makeReadOnly();
            String url = "file://" + root + "?volume=" + LargeStore.VOLUME;

            Restore restore = engine.start(RestoreRequest.of(url, volume), story);

            assertThat(restore.outcome().toCompletableFuture().get(120, TimeUnit.SECONDS))
                    .isEqualTo(new Outcome.Restored(store.backup()));
        }
        store.assertRestored(volume);
        assertThat(story.told())
                .flatExtracting(RestoreStatus::notices)
                .anySatisfy(notice -> assertThat(notice)
                        .contains("not protected from deletion")
                        .contains("mounted read-only"));
    }
}
