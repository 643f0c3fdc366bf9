package io.restorekit.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.restorekit.volume.VolumeException.Kind;
import java.io.BufferedReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeLockTest {
    @TempDir
    Path directory;

    private Path volume;
    private Path lockFile;

    @BeforeEach
    void name() {
        volume = directory.resolve("disk.img");
        lockFile = directory.resolve(".disk.img.restore-lock");
    }

    @Test
    void secondOwnerInThisProcessIsBusy() throws Exception {
        try (VolumeLock first = VolumeLock.acquire(volume)) {
            assertThat(first).isNotNull();
            assertBusy(volume);
        }
        VolumeLock.acquire(volume).close();
        assertThat(lockFile).isEmptyFile();
    }

    @Test
    void ownerInAnotherProcessIsBusyAlike() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        volume.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("held VolumeLock");
            assertBusy(volume);
            assertBusy(volume);
            other.getOutputStream().close();
            assertThat(other.waitFor()).isZero();
            VolumeLock.acquire(volume).close();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void lockThatOtherCodeInThisProcessHoldsIsBusyAndNotDropped() throws Exception {
        try (FileChannel foreign = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(foreign.lock().isValid()).isTrue();
            assertBusy(volume);
            assertBusy(volume);
            assertThat(lockedForOthers()).isTrue();
        }
        VolumeLock.acquire(volume).close();
    }

    /** Asks another process: within this one a dropped lock does not show. */
    private boolean lockedForOthers() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        volume.toString())
                .redirectErrorStream(true)
                .start();
        other.getOutputStream().close();
        String said = new String(other.getInputStream().readAllBytes());
        return other.waitFor() != 0 && said.contains("another restore works on the volume");
    }

    @Test
    void symbolicLinkSharesTheLock() throws Exception {
        Files.createFile(volume);
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), volume);
        try (VolumeLock first = VolumeLock.acquire(volume)) {
            assertThat(first).isNotNull();
            assertBusy(link);
        }
    }

    @Test
    void missingDirectoryIsAbsent() {
        VolumeException e = catchThrowableOfType(
                VolumeException.class, () -> VolumeLock.acquire(directory.resolve("mount/disk.img")));
        assertThat(e.kind()).isEqualTo(Kind.ABSENT);
    }

    private static void assertBusy(Path volume) {
        VolumeException e = catchThrowableOfType(VolumeException.class, () -> VolumeLock.acquire(volume));
        assertThat(e).hasMessageContaining(volume.toString());
        assertThat(e.kind()).isEqualTo(Kind.BUSY);
    }
}
