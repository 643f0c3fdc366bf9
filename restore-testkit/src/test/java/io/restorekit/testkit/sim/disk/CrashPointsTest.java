package io.restorekit.testkit.sim.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The ways to save a file that everybody has seen: all that are wrong are caught, and the right one is not. */
class CrashPointsTest {
    private static final String OLD = "old ".repeat(2_000);
    private static final String NEW = "new ".repeat(3_000);

    /** Saves a text. */
    private interface Save {
        void to(Path file, String text) throws IOException;
    }

    @Test
    void theRightSavePassesAtEveryPoint() {
        int points = points(CrashPointsTest::rightly).check(CrashPointsTest::holdsOldOrNew);
        // Create, write, force, rename, force the directory; each write and force also in the middle; and the end.
        assertThat(points).isEqualTo((5 + 2 + 1) * (2 + 2 * 8));
        points(CrashPointsTest::rightly).withSeed(1_000).withRandomRuns(50).check(CrashPointsTest::holdsOldOrNew);
    }

    @Test
    void overwritingInPlaceIsCaught() {
        Save inPlace = (file, text) -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(text.getBytes()));
                channel.force(true);
            }
        };
        assertCaught(inPlace, "operation 1, WRITE of 12000 bytes at 0 of /note");
    }

    @Test
    void truncatingAndWritingIsCaught() {
        assertCaught((file, text) -> Files.writeString(file, text), "before operation 2, WRITE");
    }

    @Test
    void renamingWhatWasNotForcedIsCaught() {
        Save unforced = (file, text) -> {
            write(file.resolveSibling("temp"), text, false);
            rename(file);
            forceDirectory(file);
        };
        assertCaught(unforced, "FORCE_DIRECTORY of /");
    }

    @Test
    void aPromiseWithoutAForcedDirectoryIsCaught() {
        Save promised = (file, text) -> {
            write(file.resolveSibling("temp"), text, true);
            rename(file);
        };
        assertCaught(promised, "after the code had returned; what was not forced: ALL_LOST; seed 1");
        assertThatCode(() ->
                        points(promised).check(files -> assertThat(read(files)).isIn(OLD, NEW)))
                .as("without a promise it is right")
                .doesNotThrowAnyException();
    }

    @Test
    void replacingInTwoStepsIsCaught() {
        Save twoSteps = (file, text) -> {
            Path temp = file.resolveSibling("temp");
            write(temp, text, true);
            Files.move(temp, file, StandardCopyOption.REPLACE_EXISTING);
            forceDirectory(file);
        };
        assertCaught(twoSteps, "RENAME of /note");
    }

    @Test
    void forgettingToForceTheFolderOfAMoveIsCaught() {
        CrashPoints moved = CrashPoints.of(
                files -> {
                    Files.createDirectory(files.getPath("/in"));
                    Files.writeString(files.getPath("/in/note"), NEW);
                },
                files -> Files.move(files.getPath("/in/note"), files.getPath("/note"), StandardCopyOption.ATOMIC_MOVE));
        assertThat(moved.check(files -> assertThat(Files.exists(files.getPath("/in/note")))
                        .isNotEqualTo(Files.exists(files.getPath("/note")))))
                .isPositive();
        assertThatThrownBy(() -> moved.check((files, crash) ->
                        assertThat(Files.exists(files.getPath("/note"))).isEqualTo(crash.hasReturned())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("after the code had returned");
    }

    @Test
    void acknowledgementsInTheMiddleAreCountedByTheTest() {
        AtomicInteger acknowledged = new AtomicInteger();
        CrashPoints appends = CrashPoints.of(
                files -> {
                    acknowledged.set(0);
                    Files.createFile(files.getPath("/log"));
                },
                files -> {
                    try (FileChannel log = FileChannel.open(files.getPath("/log"), appendingInStep())) {
                        for (int i = 1; i <= 5; i++) {
                            log.write(ByteBuffer.wrap(new byte[] {(byte) i}));
                            acknowledged.set(i);
                        }
                    }
                });
        appends.check((files, crash) ->
                assertThat(Files.size(files.getPath("/log"))).isBetween((long) acknowledged.get(), 5L));
    }

    @Test
    void aFailureIsRepeatedBySeed() {
        Save broken = (file, text) -> {
            write(file.resolveSibling("temp"), text, false);
            rename(file);
        };
        String first = caught(points(broken).withSeed(77));
        assertThat(caught(points(broken).withSeed(77))).isEqualTo(first);
    }

    @Test
    void codeThatTouchesNoDiskOrFailsByItselfProvesNothing() {
        assertThatThrownBy(() -> CrashPoints.of(files -> {}, files -> {}).check(files -> {}))
                .hasMessageContaining("changed nothing");
        CrashPoints failing = CrashPoints.of(files -> {}, files -> Files.delete(files.getPath("/none")));
        assertThatThrownBy(() -> failing.check(files -> {})).hasMessageContaining("NoSuchFileException");
    }

    /** Such code is what a crash is to be survived by. */
    @Test
    void codeThatTriesAgainForEverComesToAnEnd() {
        int points = CrashPoints.of(files -> {}, files -> {
                    boolean written = false;
                    while (!written) {
                        try {
                            Files.writeString(files.getPath("/note"), "new");
                            written = true;
                        } catch (IOException e) {
                            // Once more.
                        }
                    }
                })
                .check(files -> {});
        assertThat(points).isPositive();
    }

    @Test
    void codeThatDoesLessTheSecondTimeIsTold() {
        AtomicInteger runs = new AtomicInteger();
        CrashPoints once = CrashPoints.of(files -> {}, files -> {
            if (runs.getAndIncrement() == 0) {
                Files.createFile(files.getPath("/a"));
            }
        });
        assertThatThrownBy(() -> once.check(files -> {})).hasMessageContaining("the same in each run");
    }

    private static void assertCaught(Save save, String where) {
        assertThat(caught(points(save))).contains(where);
    }

    private static String caught(CrashPoints points) {
        try {
            points.check(CrashPointsTest::holdsOldOrNew);
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("not caught");
    }

    private static CrashPoints points(Save save) {
        return CrashPoints.of(
                files -> Files.writeString(files.getPath("/note"), OLD), files -> save.to(files.getPath("/note"), NEW));
    }

    private static void holdsOldOrNew(FileSystem files, CrashPoint crash) throws IOException {
        assertThat(read(files)).isIn(crash.hasReturned() ? new String[] {NEW} : new String[] {OLD, NEW});
    }

    private static String read(FileSystem files) throws IOException {
        return Files.readString(files.getPath("/note"), StandardCharsets.ISO_8859_1);
    }

    private static void rightly(Path file, String text) throws IOException {
        write(file.resolveSibling("temp"), text, true);
        rename(file);
        forceDirectory(file);
    }

    private static void write(Path file, String text, boolean forced) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            channel.write(ByteBuffer.wrap(text.getBytes()));
            if (forced) {
                channel.force(true);
            }
        }
    }

    private static void rename(Path file) throws IOException {
        Files.move(file.resolveSibling("temp"), file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void forceDirectory(Path file) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static OpenOption[] appendingInStep() {
        return new OpenOption[] {StandardOpenOption.APPEND, StandardOpenOption.DSYNC};
    }
}
