package io.restorekit.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.volume.VolumeException.Kind;
import io.restorekit.volume.device.DeviceNumber;
import io.restorekit.volume.device.KernelFiles;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no real device. */
class BlockDeviceTest {
    private static final Path NODE = Path.of("/dev/sdb");
    private static final Path NONE = Path.of("/dev/restorekit-has-no-such-device");

    @TempDir
    Path directory;

    private KernelFiles files;

    @BeforeEach
    void kernel() throws Exception {
        files = new KernelFiles(directory).device("sdb", "8:16");
    }

    @Test
    void deviceInUseIsRefusedUnlessThatIsAllowed() throws Exception {
        device(false).checkFree();
        files.mounted("8:16", "/mnt", "ext4", "/dev/sdb");
        assertKind(
                Kind.IN_USE, "/dev/sdb is mounted at /mnt", () -> device(false).checkFree());
        assertThatCode(() -> device(true).checkFree()).doesNotThrowAnyException();
    }

    @Test
    void deviceThatIsReadOnlyIsRefusedBeforeAnythingIsClaimedOfIt() throws Exception {
        files.fact("sdb", "ro", "0");
        device(false).checkFree();
        files.fact("sdb", "ro", "1");
        assertKind(Kind.UNUSABLE, "is read-only", () -> device(true).checkFree());
    }

    @Test
    void deviceOfWhichNobodyCanTellIsRefused() {
        BlockDevice unknown = new BlockDevice(NODE, new DeviceNumber(8, 32), "93", false, files.kernel());
        assertKind(Kind.IN_USE, "nobody can tell", unknown::checkFree);
    }

    @Test
    void deviceIsKnownByItsOwnIdOrElseByItsNodeAndMedium() throws Exception {
        assertThat(device(false).identity()).contains(VolumeIdentity.ofDevice("inode:93"));
        files.fact("sdb", "diskseq", "12");
        assertThat(device(false).identity()).contains(VolumeIdentity.ofDevice("inode:93/12"));
        files.fact("sdb", "wwid", "naa.6");
        assertThat(device(false).identity()).contains(VolumeIdentity.ofDevice("wwid:naa.6"));
        assertThat(VolumeIdentity.ofDevice("id").showsForeignWrites()).isFalse();
    }

    /** Otherwise the restore would go into memory, and a later boot would find nothing of it. */
    @Test
    void deviceThatIsNotThereIsNeverMadeAsAFile() {
        assertKind(Kind.ABSENT, "not there", () -> FileVolume.createNew(NONE));
        assertKind(Kind.ABSENT, "not there", () -> FileVolume.openExisting(NONE));
        assertKind(Kind.ABSENT, "not there", () -> VolumePlace.at(NONE).look());
        assertKind(Kind.ABSENT, "not there", () -> VolumeLock.acquire(NONE));
        assertThat(NONE).doesNotExist();
        assertThat(VolumeLock.file(NONE)).doesNotExist();
    }

    @Test
    void onlyDevicesBelongIntoTheirFolder() {
        assertThat(VolumePlace.at(NONE).isDevice()).isTrue();
        assertThat(VolumePlace.at(Path.of("/dev/no-such-folder/x")).isDevice()).isTrue();
        assertThat(VolumePlace.at(Path.of("/dev/shm/x")).isDevice()).isFalse();
        assertThat(VolumePlace.at(Path.of("/dev/../tmp/x")).isDevice()).isFalse();
        assertThat(VolumePlace.at(directory.resolve("x")).isDevice()).isFalse();
    }

    private BlockDevice device(boolean inUse) {
        return new BlockDevice(NODE, new DeviceNumber(8, 16), "93", inUse, files.kernel());
    }

    private static void assertKind(Kind kind, String what, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        VolumeException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(what);
    }
}
