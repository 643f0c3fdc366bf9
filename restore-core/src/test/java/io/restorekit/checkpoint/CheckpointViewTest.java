package io.restorekit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.checkpoint.CheckpointException.Kind;
import io.restorekit.checkpoint.Claim.Standing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CheckpointViewTest extends StoreTest {
    @Test
    void whatIsThereIsSeenAndNothingIsTouched() throws Exception {
        Checkpoint saved = Samples.small(Standing.RESTORED, "backup-1", 1);
        try (FileCheckpointStore store = open()) {
            store.save(saved);
            var before = names();
            CheckpointView seen = CheckpointView.of(state).orElseThrow();
            assertThat(seen.checkpoint()).isEqualTo(saved);
            assertThat(seen.owner()).isEqualTo(OWNER.toString());
            assertThat(seen.restorePoint()).isEqualTo(store.restorePoint());
            assertThat(names()).isEqualTo(before);
            store.lookForOwner();
        }
    }

    @Test
    void ownerWhoNeverCommittedHidesNothing() throws Exception {
        Checkpoint saved = Samples.small(Standing.STOPPED, "backup-1", 1);
        try (FileCheckpointStore store = open()) {
            store.save(saved);
        }
        try (FileCheckpointStore successor = open()) {
            assertThat(CheckpointView.of(state).orElseThrow().checkpoint()).isEqualTo(saved);
            successor.lookForOwner();
        }
    }

    @Test
    void nothingIsNothing() throws Exception {
        assertThat(CheckpointView.of(state.resolveSibling("nowhere"))).isEmpty();
        open().close();
        assertThat(CheckpointView.of(state)).isEmpty();
    }

    @Test
    void damageAndNewerFormatsAreSaid() throws Exception {
        try (FileCheckpointStore store = open()) {
            store.save(Samples.small(Standing.STOPPED, "backup-1", 1));
        }
        Path file = state.resolve("checkpoint-1");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("backup-1", "backup-2"));
        assertThatThrownBy(() -> CheckpointView.of(state)).isInstanceOf(DamagedException.class);
        Files.write(file, Samples.sealed(text.replace("format: 1", "format: 2")));
        assertThatThrownBy(() -> CheckpointView.of(state))
                .isInstanceOfSatisfying(
                        CheckpointException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NEWER_FORMAT));
    }

    /** An owner's commits change the files under the looker: each look sees one of them, whole. */
    @Test
    void ownerThatCommitsMeanwhileIsNoDamage() throws Exception {
        Checkpoint one = Samples.small(Standing.OPEN, "backup-1", 1);
        Checkpoint other = Samples.small(Standing.RESTORED, "backup-2", 2);
        AtomicBoolean over = new AtomicBoolean();
        try (FileCheckpointStore store = open()) {
            store.save(one);
            Thread looker = new Thread(() -> {
                while (!over.get()) {
                    look(one, other);
                }
            });
            AtomicBoolean failed = new AtomicBoolean();
            looker.setUncaughtExceptionHandler((thread, thrown) -> failed.set(true));
            looker.start();
            for (int i = 0; i < 200; i++) {
                store.save(i % 2 == 0 ? other : one);
            }
            over.set(true);
            looker.join();
            assertThat(failed).isFalse();
        }
    }

    private void look(Checkpoint one, Checkpoint other) {
        try {
            Optional<CheckpointView> seen = CheckpointView.of(state);
            assertThat(seen.orElseThrow().checkpoint()).isIn(one, other);
        } catch (CheckpointException | DamagedException e) {
            throw new AssertionError(e);
        }
    }
}
