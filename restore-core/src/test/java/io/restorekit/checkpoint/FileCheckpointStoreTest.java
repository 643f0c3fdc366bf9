package io.restorekit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.checkpoint.CheckpointException.Kind;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.checkpoint.Claim.Standing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileCheckpointStoreTest extends StoreTest {

    @Test
    void newDirectoryRemembersNothing() throws Exception {
        try (FileCheckpointStore store = open()) {
            assertThat(store.load()).isEqualTo(new Loaded.None());
            assertThat(store.restorePoint()).isEmpty();
        }
        assertThat(names()).containsExactlyInAnyOrder("lock", "checkpoint-1");
    }

    @Test
    void randomCheckpointsComeBackEqual() throws Exception {
        for (long seed = 0; seed < 100; seed++) {
            Checkpoint checkpoint = Samples.random(new Random(seed));
            try (FileCheckpointStore store = open()) {
                store.save(checkpoint);
                assertThat(found(store.load())).as("seed " + seed).isEqualTo(checkpoint);
            }
            try (FileCheckpointStore store = open()) {
                assertThat(found(store.load())).as("seed " + seed).isEqualTo(checkpoint);
            }
        }
    }

    @Test
    void personCanReadIt() throws Exception {
        try (FileCheckpointStore store = open()) {
            store.save(Samples.small(Standing.STOPPED, "backup-1", 7));
        }
        assertThat(Files.readAllLines(state.resolve("checkpoint-1")))
                .startsWith("format: 1", "place: s3://bucket@region/path", "volume: vol-1")
                .contains(
                        "volume-commit: 7",
                        "volume-modified: 2023-11-14T22:13:20.123456789Z",
                        "standing: stopped",
                        "goal: backup-1",
                        "low-watermark: 4",
                        "pending: 1,3",
                        "saved: 2026-11-23T14:00:00Z")
                .anyMatch(line -> line.startsWith("owner: host ") && line.contains("pid "))
                .last()
                .asString()
                .matches("crc32c: [0-9a-f]{8}");
    }

    @Test
    void ownerThatNeverCommittedUncoversTheOneBefore() throws Exception {
        Checkpoint checkpoint = Samples.small(Standing.STOPPED, "backup-1", 7);
        try (FileCheckpointStore store = open()) {
            store.save(checkpoint);
        }
        open().close();
        open().close();
        try (FileCheckpointStore store = open()) {
            assertThat(found(store.load())).isEqualTo(checkpoint);
            assertThat(names()).contains("checkpoint-1", "checkpoint-4").doesNotContain("checkpoint-2", "checkpoint-3");
        }
    }

    @Test
    void firstSaveOfAnEpochDeletesTheOlderOnes() throws Exception {
        try (FileCheckpointStore store = open()) {
            store.save(Samples.small(Standing.STOPPED, "backup-1", 7));
        }
        try (FileCheckpointStore store = open()) {
            assertThat(names()).contains("checkpoint-1");
            store.save(Samples.small(Standing.OPEN, "backup-2", 8));
            assertThat(names()).contains("checkpoint-2").doesNotContain("checkpoint-1");
        }
    }

    @Test
    void mapsStayWhileNamedAndAreWrittenOnce() throws Exception {
        try (FileCheckpointStore store = open()) {
            store.save(Samples.small(Standing.OPEN, "backup-1", 7));
            var before = maps();
            assertThat(before).hasSize(2);
            Object written = Files.getAttribute(state.resolve(before.first()), "unix:ino");
            store.save(Samples.small(Standing.STOPPED, "backup-1", 8));
            assertThat(maps()).isEqualTo(before);
            assertThat(Files.getAttribute(state.resolve(before.first()), "unix:ino"))
                    .isEqualTo(written);
            store.save(Samples.small(Standing.OPEN, "backup-2", 9));
            assertThat(maps()).hasSize(2).isNotEqualTo(before);
        }
    }

    @Test
    void loadDeletesOurLitterAndNothingElse() throws Exception {
        try (FileCheckpointStore store = open()) {
            store.save(Samples.small(Standing.OPEN, "backup-1", 7));
        }
        String oldMap = "0".repeat(64) + ".map";
        for (String name : new String[] {oldMap, "restorekit-1-5.tmp", "mine.tmp", "world.map", "note-x"}) {
            Files.writeString(state.resolve(name), "x");
        }
        try (FileCheckpointStore store = open()) {
            assertThat(store.load()).isInstanceOf(Loaded.Found.class);
        }
        assertThat(names()).contains("mine.tmp", "world.map", "note-x").doesNotContain(oldMap, "restorekit-1-5.tmp");
    }

    @Test
    void restorePointStandsFromRestoredToTheNextOpening() throws Exception {
        try (FileCheckpointStore store = open()) {
            store.save(Samples.small(Standing.OPEN, "backup-1", 1));
            assertThat(store.restorePoint()).isEmpty();
            store.save(Samples.small(Standing.RESTORED, "backup-1", 2));
        }
        try (FileCheckpointStore store = open()) {
            RestorePoint point = store.restorePoint().orElseThrow();
            assertThat(point.backup()).isEqualTo("backup-1");
            assertThat(point.modifiedNanos()).hasValue(1_700_000_000_123_456_789L);
            assertThat(maps()).contains(point.manifest() + ".map");
            store.save(Samples.small(Standing.STOPPED, "backup-1", 3));
            assertThat(store.restorePoint()).contains(point);
            store.save(Samples.small(Standing.OPEN, "backup-2", 4));
            assertThat(store.restorePoint()).isEmpty();
            assertThat(names()).doesNotContain("restore-point");
        }
    }

    @Test
    void restorePointThatThePowerCutOffIsWrittenAtTheNextLoad() throws Exception {
        Optional<RestorePoint> point;
        try (FileCheckpointStore store = open()) {
            store.save(Samples.small(Standing.RESTORED, "backup-1", 2));
            point = store.restorePoint();
        }
        Path record = state.resolve("restore-point");
        byte[] written = Files.readAllBytes(record);
        for (Optional<byte[]> left : List.of(Optional.<byte[]>empty(), Optional.of(new byte[] {1}))) {
            Files.delete(record);
            if (left.isPresent()) {
                Files.write(record, left.get());
            }
            try (FileCheckpointStore store = open()) {
                assertThat(store.load()).isInstanceOf(Loaded.Found.class);
                assertThat(store.restorePoint()).isPresent().isEqualTo(point);
            }
            assertThat(record).hasBinaryContent(written);
        }
    }

    @Test
    void ownerWhoLostTheStateDiscardsNothingOfIt() throws Exception {
        try (FileCheckpointStore lost = open()) {
            lost.save(Samples.small(Standing.RESTORED, "backup-1", 1));
            try (FileCheckpointStore successor = openWithoutLock()) {
                assertFails(Kind.LOST, lost::discard);
                assertThat(successor.load()).isInstanceOf(Loaded.Found.class);
            }
        }
    }

    @Test
    void damagedRestorePointIsNotBelieved() throws Exception {
        try (FileCheckpointStore store = open()) {
            store.save(Samples.small(Standing.RESTORED, "backup-1", 2));
            Path record = state.resolve("restore-point");
            byte[] bytes = Files.readAllBytes(record);
            for (int i = 0; i < bytes.length; i++) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= 1;
                Files.write(record, flipped);
                assertThat(store.restorePoint()).as("byte " + i).isEmpty();
            }
        }
    }

    @Test
    void discardForgetsAllButNotes() throws Exception {
        try (FileCheckpointStore store = open()) {
            store.save(Samples.small(Standing.RESTORED, "backup-1", 7));
        }
        new FileNotes(state).write("addresses", "192.0.2.1");
        try (FileCheckpointStore store = open()) {
            assertThat(store.load()).isInstanceOf(Loaded.Found.class);
            store.discard();
            assertThat(store.load()).isEqualTo(new Loaded.None());
            assertThat(store.restorePoint()).isEmpty();
            assertThat(names()).containsExactlyInAnyOrder("lock", "checkpoint-2", "note-addresses");
        }
    }

    @Test
    void secondOwnerInThisProcessIsBusy() throws Exception {
        try (FileCheckpointStore store = open()) {
            store.save(Samples.small(Standing.STOPPED, "backup-1", 7));
            assertFails(Kind.BUSY, this::open);
            assertThat(names()).contains("checkpoint-1").doesNotContain("checkpoint-2");
        }
    }

    @Test
    void missingPlaceIsNotMade() {
        state = state.resolve("a/b");
        assertFails(Kind.UNSAVED, this::open);
        assertThat(state.getParent()).doesNotExist();
    }

    @Test
    void closedStoreSavesNothing() throws Exception {
        FileCheckpointStore store = open();
        store.close();
        assertFails(Kind.LOST, () -> store.save(Samples.small(Standing.OPEN, "backup-1", 7)));
        assertFails(Kind.LOST, store::confirmOwnership);
    }
}
