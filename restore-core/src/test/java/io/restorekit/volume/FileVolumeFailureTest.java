package io.restorekit.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.restorekit.volume.VolumeException.Kind;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileVolumeFailureTest {
    @TempDir
    Path directory;

    private BrokenChannel channel;
    private FileVolume volume;

    @BeforeEach
    void open() throws Exception {
        Path path = Files.write(directory.resolve("disk.img"), new byte[] {1, 2, 3});
        channel = new BrokenChannel(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        volume = new FileVolume(path, channel, key, new RegularFile(path, key), Optional.empty());
    }

    @AfterEach
    void close() {
        volume.close();
    }

    @Test
    void failedForcePoisonsAndIsNeverTriedAgain() throws Exception {
        volume.force(1);
        channel.failForce = true;
        assertKind(Kind.FORCE_FAILED, () -> volume.force(2));
        channel.failForce = false;
        assertKind(Kind.FORCE_FAILED, () -> volume.force(3));
        assertKind(Kind.FORCE_FAILED, () -> volume.write(0, ByteBuffer.allocate(1)));
        assertKind(Kind.FORCE_FAILED, () -> volume.zero(0, 1));
        assertKind(Kind.FORCE_FAILED, () -> volume.read(0, ByteBuffer.allocate(1)));
        assertKind(Kind.FORCE_FAILED, () -> volume.grow(9));
        assertKind(Kind.FORCE_FAILED, () -> volume.size());
        assertKind(Kind.FORCE_FAILED, () -> volume.identity());
        assertThat(channel.forces).isEqualTo(2);
    }

    @Test
    void failedWriteWithRoomLeftIsNoFullDisk() {
        channel.failWrite = true;
        assertKind(Kind.WRITE_FAILED, () -> volume.write(0, ByteBuffer.allocate(1)));
        assertKind(Kind.WRITE_FAILED, () -> volume.zero(0, 1));
        assertKind(Kind.UNUSABLE, () -> volume.grow(9));
    }

    @Test
    void failedWriteDoesNotPoison() throws Exception {
        channel.failWrite = true;
        assertKind(Kind.WRITE_FAILED, () -> volume.write(0, ByteBuffer.allocate(1)));
        channel.failWrite = false;
        volume.write(0, ByteBuffer.allocate(1));
        volume.force(1);
        assertThat(volume.size()).isEqualTo(3);
    }

    private static void assertKind(Kind kind, ThrowingCallable call) {
        VolumeException e = catchThrowableOfType(VolumeException.class, call);
        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(kind);
    }
}
