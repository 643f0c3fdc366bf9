package io.restorekit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.checkpoint.CheckpointException.Kind;
import io.restorekit.checkpoint.Claim.Standing;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CheckpointFailedSaveTest extends StoreTest {
    private final Checkpoint before = Samples.small(Standing.OPEN, "backup-1", 1);
    private final Checkpoint after = Samples.small(Standing.OPEN, "backup-2", 2);

    @Test
    void failedSaveLeavesTheOldOneAndCanBeTriedAgain() throws Exception {
        try (FileCheckpointStore store = open()) {
            store.save(before);
            Path away = directory.resolve("away");
            Files.move(state, away);
            assertFails(Kind.UNSAVED, () -> store.save(after));
            Files.move(away, state);
            assertThat(found(store.load())).isEqualTo(before);
            assertThat(found(openWithoutLock().load())).isEqualTo(before);
        }
    }

    @Test
    void saveThatFailsAtTheRenameLeavesNoTemporaryFileAndSucceedsLater() throws Exception {
        try (FileCheckpointStore store = open()) {
            store.save(before);
            Path file = state.resolve("checkpoint-1");
            Path kept = Files.move(file, directory.resolve("kept"));
            Files.createDirectories(file.resolve("in-the-way"));
            assertFails(Kind.UNSAVED, () -> store.save(after));
            assertThat(names()).noneMatch(StateDirectory::isTemporary);
            Files.delete(file.resolve("in-the-way"));
            Files.delete(file);
            Files.move(kept, file);
            store.save(after);
        }
        try (FileCheckpointStore store = open()) {
            assertThat(found(store.load())).isEqualTo(after);
        }
    }

    @Test
    void restorePointOutlivesAnOpeningThatFails() throws Exception {
        try (FileCheckpointStore store = open()) {
            store.save(Samples.small(Standing.RESTORED, "backup-1", 1));
            Path file = state.resolve("checkpoint-1");
            Files.delete(file);
            Files.createDirectories(file.resolve("in-the-way"));
            assertFails(Kind.UNSAVED, () -> store.save(after));
            assertThat(store.restorePoint()).isPresent();
        }
    }
}
