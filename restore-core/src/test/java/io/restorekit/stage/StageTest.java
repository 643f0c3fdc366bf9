package io.restorekit.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.backup.Digest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTest {
    private static final int MANY = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void whatWasForcedIsThereAgain() throws Exception {
        long forced;
        try (Stage stage = Stage.none(directory)) {
            append(stage, 1);
            append(stage, 2);
            append(stage, 1);
            forced = stage.force();
            assertThat(forced).isEqualTo(stage.end());
        }
        try (Stage stage = Stage.left(directory, forced)) {
            assertHolds(stage, 1);
            assertHolds(stage, 2);
            assertThat(stage.holds(digest(3))).isFalse();
            assertThat(stage.readBack(0, MANY)).isEqualTo(new Stage.Part(forced, true));
        }
    }

    @Test
    void whatWasNotForcedIsNotBelievedAndWrittenOver() throws Exception {
        long forced;
        try (Stage stage = Stage.none(directory)) {
            append(stage, 1);
            forced = stage.force();
            append(stage, 2);
        }
        try (Stage stage = Stage.left(directory, forced)) {
            assertThat(stage.holds(digest(2))).isFalse();
            append(stage, 3);
            assertHolds(stage, 1);
            assertHolds(stage, 3);
            assertThat(stage.readBack(0, MANY).good()).isTrue();
        }
    }

    @Test
    void badRecordIsDroppedAndAnotherTakesItsPlace() throws Exception {
        try (Stage stage = Stage.none(directory)) {
            append(stage, 1);
            long second = stage.end();
            append(stage, 2);
            stage.force();
            flip(second - 1);
            assertThat(stage.readBack(0, second)).isEqualTo(new Stage.Part(second, false));
            assertThat(stage.holds(digest(1))).isFalse();
            append(stage, 1);
            stage.force();
            assertThat(stage.readBack(0, MANY).good()).isTrue();
            assertHolds(stage, 1);
            assertHolds(stage, 2);
        }
    }

    @Test
    void recordThatIsNotAsItWasWrittenIsNotGiven() throws Exception {
        try (Stage stage = Stage.none(directory)) {
            append(stage, 1);
            stage.force();
            flip(stage.end() - 1);
            assertThat(stage.read(digest(1), new byte[1000])).isEmpty();
            assertThat(stage.holds(digest(1))).isFalse();
        }
    }

    /** What follows a head that cannot be believed cannot be found. */
    @Test
    void badHeadCutsTheLog() throws Exception {
        try (Stage stage = Stage.none(directory)) {
            append(stage, 1);
            long second = stage.end();
            append(stage, 2);
            append(stage, 3);
            stage.force();
            flip(second);
            assertThat(stage.readBack(0, MANY)).isEqualTo(new Stage.Part(second, false));
            assertThat(stage.end()).isEqualTo(second);
            assertHolds(stage, 1);
            assertThat(stage.holds(digest(2)) || stage.holds(digest(3))).isFalse();
        }
    }

    @Test
    void failedForceLosesEverythingUntilItIsMended() throws Exception {
        try (Stage stage = Stage.none(directory)) {
            append(stage, 1);
            Thread.currentThread().interrupt();
            assertThatThrownBy(stage::force).isInstanceOf(IOException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(stage.holds(digest(1))).isFalse();
            assertThat(stage.force()).isZero();
            assertThatThrownBy(() -> append(stage, 2)).isInstanceOf(IOException.class);
            stage.mend();
            append(stage, 2);
            assertThat(stage.force()).isPositive();
            assertHolds(stage, 2);
        }
    }

    @Test
    void oneThatIsNotNeededIsDeleted() throws Exception {
        try (Stage stage = Stage.none(directory)) {
            append(stage, 1);
        }
        assertThat(directory).isDirectoryContaining("glob:**stage");
        Stage.left(directory, 0).close();
        assertThat(directory).isEmptyDirectory();
    }

    private void flip(long position) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("stage").toFile(), "rw")) {
            file.seek(position);
            int before = file.read();
            file.seek(position);
            file.write(before ^ 1);
            file.getFD().sync();
        }
    }

    private static void append(Stage stage, int number) throws IOException {
        byte[] packed = packed(number);
        stage.append(digest(number), Arrays.copyOf(packed, 2000), packed.length);
    }

    private static void assertHolds(Stage stage, int number) {
        byte[] into = new byte[2000];
        int length = stage.read(digest(number), into).orElseThrow();
        assertThat(Arrays.copyOf(into, length)).isEqualTo(packed(number));
    }

    private static byte[] packed(int number) {
        byte[] bytes = new byte[700 + number];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    private static Digest digest(int number) {
        return Digest.ofContent(new byte[] {(byte) number}, 1);
    }
}
