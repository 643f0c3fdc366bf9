package io.restorekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import io.restorekit.testing.DirectoryTarget;
import io.restorekit.testing.Fixtures;
import io.restorekit.testing.Scene;
import io.restorekit.testing.Scene.Golden;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that is read is well, and the lock cannot be written: a restore is right without it, so it goes on. */
class LockOutageTest {
    private final Scene.Hang hang = new Scene.Hang();

    @TempDir
    Path directory;

    @AfterEach
    void release() {
        hang.release();
    }

    @Test
    void lockWhoseWritingHangsStopsNoRestore() throws Exception {
        assertRestored(hang::here);
    }

    @Test
    void lockWhoseWritingIsThrottledStopsNoRestore() throws Exception {
        assertRestored(() -> {
            throw new Unavailable(Cause.THROTTLED, "fewer writes", null, Optional.of(Duration.ofMillis(300)));
        });
    }

    private void assertRestored(Write write) throws Exception {
        BackupTarget target = new Unwritable(write);
        RestoreOptions options = RestoreOptions.DEFAULT.withCallTimeout(Duration.ofMillis(400));
        try (Scene scene = new Scene(Golden.FIRST_LZ4, target, directory.resolve("volume"))) {
            assertThat(Scene.outcome(scene.start(options))).isInstanceOf(Outcome.Restored.class);
            assertThat(scene.isRight()).isTrue();
        }
    }

    /** What becomes of a write. */
    private interface Write {
        void run() throws TargetException;
    }

    private record Unwritable(BackupTarget inner, Write write) implements BackupTarget {
        Unwritable(Write write) {
            this(new DirectoryTarget(Fixtures.store()), write);
        }

        @Override
        public TargetObject open(ObjectKey key) throws TargetException {
            return inner.open(key);
        }

        @Override
        public Listing list(ObjectKey folder, Optional<String> page) throws TargetException {
            return inner.list(folder, page);
        }

        @Override
        public void put(ObjectKey key, byte[] content) throws TargetException {
            write.run();
        }

        @Override
        public void delete(ObjectKey key) {}

        @Override
        public String describe() {
            return inner.describe();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
