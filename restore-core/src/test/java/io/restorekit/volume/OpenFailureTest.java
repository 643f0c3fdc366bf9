package io.restorekit.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.volume.VolumeException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenFailureTest {
    @TempDir
    Path directory;

    static Stream<IOException> passing() {
        return Stream.of(
                new FileSystemException("/v", null, "Too many open files"),
                new FileSystemException("/v", null, "Stale file handle"),
                new IOException("Input/output error"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatMayPassIsWaitedForAndTold(IOException cause) {
        VolumeException failure = OpenFailure.of(directory.resolve("volume"), "it cannot be opened", cause);
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure).hasMessageEndingWith("it cannot be opened: " + told(cause));
    }

    @Test
    void whatAPersonHasToChangeIsFinal() throws Exception {
        Path volume = directory.resolve("volume");
        assertThat(kind(volume, new AccessDeniedException("/v"))).isEqualTo(Kind.UNUSABLE);
        assertThat(kind(volume, new FileAlreadyExistsException("/v"))).isEqualTo(Kind.UNUSABLE);
        Files.createFile(volume);
        IOException notADirectory = new FileSystemException("/v", null, "Not a directory");
        assertThat(kind(volume.resolve("below"), notADirectory)).isEqualTo(Kind.UNUSABLE);
        assertThat(kind(volume.resolve("far/below"), notADirectory)).isEqualTo(Kind.UNUSABLE);
        assertThat(kind(directory.resolve("v".repeat(245)), new FileSystemException("/v", null, "File name too long")))
                .isEqualTo(Kind.UNUSABLE);
    }

    @Test
    void realOnesAreToldApart() throws Exception {
        Path loop = directory.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        assertThat(opened(loop)).isEqualTo(Kind.UNREACHABLE);
        Files.createFile(directory.resolve("file"));
        assertThat(opened(directory.resolve("file/volume"))).isEqualTo(Kind.UNUSABLE);
        assertThat(opened(directory.resolve("nowhere"))).isEqualTo(Kind.ABSENT);
    }

    private static Kind opened(Path path) {
        try (FileVolume volume = FileVolume.openExisting(path)) {
            throw new AssertionError(volume);
        } catch (VolumeException e) {
            return e.kind();
        }
    }

    private static Kind kind(Path volume, IOException cause) {
        return OpenFailure.of(volume, "what", cause).kind();
    }

    private static String told(IOException cause) {
        return cause instanceof FileSystemException named ? named.getReason() : cause.getMessage();
    }
}
