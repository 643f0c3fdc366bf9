package io.restorekit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.checkpoint.CheckpointException.Kind;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.checkpoint.Claim.Standing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckpointDamageTest extends StoreTest {
    private final Checkpoint checkpoint = Samples.small(Standing.OPEN, "backup-1", 1);
    private Path file;
    private byte[] bytes;

    @BeforeEach
    void save() throws Exception {
        try (FileCheckpointStore store = open()) {
            store.save(checkpoint);
        }
        file = state.resolve("checkpoint-1");
        bytes = Files.readAllBytes(file);
    }

    @Test
    void everyCutIsDamageButForAnEmptyFile() throws Exception {
        for (int length = 1; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(load()).as("cut to " + length).isInstanceOf(Loaded.Damaged.class);
        }
        Files.write(file, new byte[0]);
        assertThat(load()).isEqualTo(new Loaded.None());
    }

    @Test
    void everyFlippedBitIsDamage() throws Exception {
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            Files.write(file, flipped);
            assertThat(load()).as("byte " + i).isInstanceOf(Loaded.Damaged.class);
        }
    }

    @Test
    void olderCheckpointIsNotBelievedInPlaceOfADamagedOne() throws Exception {
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        Files.write(state.resolve("checkpoint-2"), cut);
        assertThat(load()).isInstanceOf(Loaded.Damaged.class);
    }

    @Test
    void missingMapIsDamage() throws Exception {
        for (String map : maps()) {
            byte[] content = Files.readAllBytes(state.resolve(map));
            Files.delete(state.resolve(map));
            assertThat(load())
                    .isInstanceOfSatisfying(
                            Loaded.Damaged.class,
                            damaged -> assertThat(damaged.why()).isEqualTo(map + " is missing"));
            Files.write(state.resolve(map), content);
        }
        assertThat(found(load())).isEqualTo(checkpoint);
    }

    @Test
    void changedMapIsDamage() throws Exception {
        for (String map : maps()) {
            byte[] content = Files.readAllBytes(state.resolve(map));
            for (int i = 0; i < content.length; i++) {
                byte[] flipped = content.clone();
                flipped[i] ^= 1;
                Files.write(state.resolve(map), flipped);
                assertThat(load()).as(map + " byte " + i).isInstanceOf(Loaded.Damaged.class);
                Files.write(state.resolve(map), Arrays.copyOf(content, i));
                assertThat(load()).as(map + " cut to " + i).isInstanceOf(Loaded.Damaged.class);
            }
            Files.write(state.resolve(map), content);
        }
    }

    @Test
    void valuesThatContradictEachOtherAreDamage() throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (String[] change : new String[][] {
            {"low-watermark: 4", "low-watermark: 5"},
            {"low-watermark: 4", "low-watermark: 2"},
            {"pending: 1,3", "pending: 3,1"},
            {"standing: open", "standing: restored"},
            {"standing: open", "standing: somehow"},
            {"goal-manifest: ", "goal-manifest: x"},
            {"volume-commit: 1\n", ""},
            {"format: 1\n", "format: 0\n"},
            {"format: 1\n", "format: 1\nformat: 1\n"},
        }) {
            Files.write(file, Samples.sealed(text.replace(change[0], change[1])));
            assertThat(load()).as(change[1]).isInstanceOf(Loaded.Damaged.class);
        }
    }

    @Test
    void damagedCheckpointIsReplacedByTheNextSave() throws Exception {
        Files.write(file, new byte[] {1});
        try (FileCheckpointStore store = open()) {
            assertThat(store.load()).isInstanceOf(Loaded.Damaged.class);
            store.save(checkpoint);
        }
        assertThat(found(load())).isEqualTo(checkpoint);
    }

    @Test
    void newerFormatIsRefusedAndNeverTouched() throws Exception {
        byte[] newer = Samples.sealed("format: 2\nwhatever: it says\ncrc32c: 00000000\n");
        for (String name : new String[] {"checkpoint-1", "checkpoint-9", "restore-point"}) {
            Files.write(state.resolve(name), newer);
            var before = names();
            assertFails(Kind.NEWER_FORMAT, this::open);
            assertThat(names()).isEqualTo(before);
            assertThat(state.resolve(name)).hasBinaryContent(newer);
            Files.delete(state.resolve(name));
        }
    }

    @Test
    void whatCannotBeReadIsNotCalledDamaged() throws Exception {
        Files.delete(file);
        Files.createDirectory(file);
        assertFails(Kind.UNSAVED, this::open);
    }

    /** As the next owner loads it, but takes no epoch: that costs a forced directory each time. */
    private Loaded load() throws Exception {
        StateDirectory directory = new StateDirectory(state, "test");
        return new CheckpointFiles(directory)
                .newest(Long.MAX_VALUE, OWNER.boot(), new PackedManifests(directory))
                .loaded();
    }

    /** The text with a last line that fits it. */
}
