package io.restorekit.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.restorekit.volume.VolumeException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileVolumeTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("disk.img");
    }

    @Test
    void disownedVolumeHasAnotherIdFromTheNextForceOn() throws Exception {
        try (FileVolume volume = FileVolume.createNew(path)) {
            volume.force(3);
            String id = volume.identity().orElseThrow().id();
            assumeThat(id).as("labels are kept here").doesNotStartWith("inode:");
            volume.disown();
            assertThat(volume.identity().orElseThrow().id()).isEqualTo(id);
            volume.force(4);
            String other = volume.identity().orElseThrow().id();
            assertThat(other).isNotEqualTo(id);
            volume.force(5);
            assertThat(volume.identity().orElseThrow().id()).isEqualTo(other);
        }
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        try (FileVolume volume = FileVolume.createNew(path)) {
            volume.grow(3 * MIB);
            volume.write(MIB + 5, ByteBuffer.wrap(new byte[] {1, 2, 3}));
            ByteBuffer into = ByteBuffer.allocate(5);
            assertThat(volume.read(MIB + 4, into)).isEqualTo(5);
            assertThat(into.array()).containsExactly(0, 1, 2, 3, 0);
        }
    }

    @Test
    void readEndsWithTheVolume() throws Exception {
        try (FileVolume volume = FileVolume.createNew(path)) {
            volume.grow(10);
            assertThat(volume.read(7, ByteBuffer.allocate(20))).isEqualTo(3);
            assertThat(volume.read(30, ByteBuffer.allocate(20))).isZero();
        }
    }

    @Test
    void zerosReplaceWhatWasThereAndNothingElse() throws Exception {
        byte[] content = new byte[4 * MIB];
        Arrays.fill(content, (byte) 7);
        Files.write(path, content);
        try (FileVolume volume = FileVolume.openExisting(path)) {
            volume.zero(5, 3 * MIB + 1);
            volume.force(1);
        }
        Arrays.fill(content, 5, 3 * MIB + 6, (byte) 0);
        assertThat(Files.readAllBytes(path)).isEqualTo(content);
    }

    @Test
    void growsWithZerosAndNeverShrinks() throws Exception {
        Files.write(path, new byte[] {1});
        try (FileVolume volume = FileVolume.openExisting(path)) {
            volume.grow(4);
            volume.grow(2);
            assertThat(volume.size()).isEqualTo(4);
        }
        assertThat(Files.readAllBytes(path)).containsExactly(1, 0, 0, 0);
    }

    @Test
    void identityAndCommitSurviveReopening() throws Exception {
        assumeLabels();
        VolumeIdentity first;
        try (FileVolume volume = FileVolume.createNew(path)) {
            assertThat(volume.identity().orElseThrow().lastCommit()).isZero();
            volume.grow(MIB);
            volume.force(41);
            volume.force(42);
            first = volume.identity().orElseThrow();
            assertThat(first.lastCommit()).isEqualTo(42);
        }
        try (FileVolume volume = FileVolume.openExisting(path)) {
            assertThat(volume.identity()).contains(first);
            volume.write(0, ByteBuffer.wrap(new byte[] {1}));
            VolumeIdentity written = volume.identity().orElseThrow();
            assertThat(written.id()).isEqualTo(first.id());
            assertThat(written.modifiedNanos().orElseThrow())
                    .isGreaterThan(first.modifiedNanos().orElseThrow());
        }
    }

    @Test
    void volumeOfOthersHasNoIdentityUntilItIsForced() throws Exception {
        assumeLabels();
        Files.write(path, new byte[] {1});
        try (FileVolume volume = FileVolume.openExisting(path)) {
            assertThat(volume.identity()).isEmpty();
            volume.force(3);
            assertThat(volume.identity().orElseThrow().lastCommit()).isEqualTo(3);
        }
    }

    @Test
    void emptyFileCountsAsNew() throws Exception {
        assumeLabels();
        Files.createFile(path);
        try (FileVolume volume = FileVolume.openExisting(path)) {
            assertThat(volume.size()).isZero();
            assertThat(volume.identity().orElseThrow().lastCommit()).isZero();
        }
    }

    @Test
    void labelThatNobodyOfUsWroteIsNone() throws Exception {
        assumeLabels();
        Files.write(path, new byte[] {1});
        UserDefinedFileAttributeView view = Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
        for (String text : new String[] {"", "me 5", "x".repeat(200), "00000000-0000-0000-0000-000000000000 -4"}) {
            view.write("restorekit", ByteBuffer.wrap(text.getBytes()));
            try (FileVolume volume = FileVolume.openExisting(path)) {
                assertThat(volume.identity()).as(text).isEmpty();
            }
        }
    }

    @Test
    void swappedFileIsNotInPlaceAndIsNotLabelled() throws Exception {
        try (FileVolume volume = FileVolume.createNew(path)) {
            volume.grow(1);
            assertThat(volume.stillInPlace()).isTrue();
            Path other = Files.write(directory.resolve("other"), new byte[] {1});
            Files.move(path, directory.resolve("kept"));
            assertThat(volume.stillInPlace()).isFalse();
            Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
            assertThat(volume.stillInPlace()).isFalse();
            assertKind(Kind.UNUSABLE, () -> volume.force(2));
        }
        UserDefinedFileAttributeView view = Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
        assertThat(view.list()).isEmpty();
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertKind(Kind.ABSENT, () -> FileVolume.openExisting(path));
        assertKind(Kind.ABSENT, () -> FileVolume.openExisting(directory.resolve("mount/disk.img")));
        VolumeException e = assertKind(Kind.ABSENT, () -> FileVolume.createNew(directory.resolve("mount/disk.img")));
        assertThat(e).hasMessageContaining(directory.resolve("mount") + " is not there");
        assertThat(directory.resolve("mount")).doesNotExist();
    }

    @Test
    void whatIsNoRegularFileIsUnusable() {
        assertKind(Kind.UNUSABLE, () -> FileVolume.openExisting(directory));
        VolumeException e = assertKind(Kind.UNUSABLE, () -> FileVolume.openExisting(Path.of("/dev/null")));
        assertThat(e).hasMessageContaining("no block device");
    }

    @Test
    void fileThatExistsIsNotMadeAnew() throws Exception {
        Files.write(path, new byte[] {1});
        assertKind(Kind.UNUSABLE, () -> FileVolume.createNew(path));
        assertThat(path).hasSize(1);
    }

    @Test
    void interruptBecomesAVolumeException() throws Exception {
        try (FileVolume volume = FileVolume.createNew(path)) {
            Thread.currentThread().interrupt();
            assertKind(Kind.WRITE_FAILED, () -> volume.write(0, ByteBuffer.allocate(1)));
            assertThat(Thread.interrupted()).isTrue();
            assertKind(Kind.UNUSABLE, () -> volume.read(0, ByteBuffer.allocate(1)));
        }
    }

    private void assumeLabels() throws IOException {
        assumeThat(Files.getFileStore(directory).supportsFileAttributeView(UserDefinedFileAttributeView.class))
                .as("user extended attributes")
                .isTrue();
    }

    private static VolumeException assertKind(Kind kind, ThrowingCallable call) {
        VolumeException e = catchThrowableOfType(VolumeException.class, call);
        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(kind);
        return e;
    }

    @Test
    void readsBackWhatWasWrittenUnforced() throws Exception {
        byte[] content = "some bytes, of no round number".getBytes(StandardCharsets.UTF_8);
        try (FileVolume volume = FileVolume.createNew(directory.resolve("unforced"))) {
            volume.write(0, ByteBuffer.wrap(content));
            ByteBuffer into = ByteBuffer.allocate(content.length + 10);
            assertThat(volume.read(0, into)).isEqualTo(content.length);
            assertThat(Arrays.copyOf(into.array(), content.length)).isEqualTo(content);
        }
    }
}
