package io.restorekit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.restorekit.checkpoint.CheckpointException.Kind;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A state directory, and time that stands still. */
abstract class StoreTest {
    static final Owner OWNER = owner("boot-a");

    @TempDir
    Path directory;

    Path state;
    final ManualTime time = new ManualTime();

    @BeforeEach
    void name() {
        state = directory.resolve("disk.img.restore");
    }

    FileCheckpointStore open() throws CheckpointException {
        return open(OWNER);
    }

    FileCheckpointStore open(Owner owner) throws CheckpointException {
        return FileCheckpointStore.open(state, owner, time::nanos, time);
    }

    /** As an owner on another host does whose file system does not carry locks. */
    FileCheckpointStore openWithoutLock() throws CheckpointException {
        return FileCheckpointStore.take(state, () -> {}, OWNER, Guard.none(), time::nanos, time);
    }

    SortedSet<String> names() throws IOException {
        return new TreeSet<>(new StateDirectory(state, "test").names());
    }

    SortedSet<String> maps() throws IOException {
        SortedSet<String> maps = names();
        maps.removeIf(name -> !name.endsWith(".map"));
        return maps;
    }

    static Owner owner(String boot) {
        return new Owner("host", boot, 1, Instant.EPOCH);
    }

    static Checkpoint found(Loaded loaded) {
        assertThat(loaded).isInstanceOf(Loaded.Found.class);
        return ((Loaded.Found) loaded).checkpoint();
    }

    static CheckpointException assertFails(Kind kind, ThrowingCallable call) {
        CheckpointException e = catchThrowableOfType(CheckpointException.class, call);
        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(kind);
        return e;
    }
}
