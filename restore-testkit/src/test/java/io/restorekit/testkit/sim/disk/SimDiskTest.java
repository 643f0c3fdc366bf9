package io.restorekit.testkit.sim.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.testkit.sim.disk.DiskHook.Answer;
import io.restorekit.testkit.sim.disk.Operation.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the package says of the disk, sentence by sentence. */
class SimDiskTest {
    private static final int PAGE = 4096;

    private Answer forces = Answer.GO_ON;
    private final SimDisk disk = new SimDisk(
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            new SplittableRandom(1),
            operation -> operation.kind() == Kind.FORCE ? forces : Answer.GO_ON);
    private FileSystem files = disk.mount("host");

    @Test
    void whatWasForcedWithItsNameSurvives() throws Exception {
        try (FileChannel file = create("a")) {
            write(file, 0, 1, PAGE);
            file.force(true);
            forceRoot();
            write(file, 0, 2, PAGE);
        }
        remount(Survival.ALL_LOST);
        assertThat(Files.newInputStream(path("a")).readAllBytes()).hasSize(PAGE).containsOnly(1);
    }

    @Test
    void forcedFileWithoutItsNameIsGone() throws Exception {
        try (FileChannel file = create("a")) {
            write(file, 0, 1, PAGE);
            file.force(true);
        }
        remount(Survival.ALL_LOST);
        assertThatThrownBy(() -> Files.newInputStream(path("a"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void unforcedPageIsTornInSectors() throws Exception {
        try (FileChannel file = create("a")) {
            write(file, 0, 1, PAGE);
            file.force(true);
            forceRoot();
            write(file, 0, 2, PAGE);
        }
        remount(Survival.TORN);
        byte[] bytes = Files.newInputStream(path("a")).readAllBytes();
        for (int sector = 0; sector < PAGE; sector += 512) {
            byte first = bytes[sector];
            assertThat(Arrays.copyOfRange(bytes, sector, sector + 512)).containsOnly(first);
        }
        assertThat(bytes).contains((byte) 1).contains((byte) 2);
    }

    @Test
    void renameIsOneChange() throws Exception {
        for (Survival survival : Survival.values()) {
            Files.createFile(path("new"));
            Files.createFile(path("old"));
            forceRoot();
            Files.move(path("new"), path("old"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            remount(survival);
            assertThat(Files.exists(path("old"))).as("%s", survival).isTrue();
            Files.deleteIfExists(path("new"));
            Files.delete(path("old"));
        }
    }

    @Test
    void failedForceLeavesItsBytesInThePageCacheAlone() throws Exception {
        try (FileChannel file = create("a")) {
            write(file, 0, 1, PAGE);
            file.force(true);
            forceRoot();
            write(file, 0, 2, PAGE);
            forces = Answer.FAIL;
            assertThatThrownBy(() -> file.force(true)).isInstanceOf(IOException.class);
            forces = Answer.GO_ON;
            file.force(true);
            assertThat(first(file)).isEqualTo((byte) 2);
            try (FileChannel direct = FileChannel.open(path("a"), StandardOpenOption.READ, directOption())) {
                assertThat(first(direct)).isEqualTo((byte) 1);
            }
        }
        remount(Survival.ALL_KEPT);
        assertThat(Files.newInputStream(path("a")).readAllBytes()).containsOnly(1);
    }

    @Test
    void aDirectReadSeesWhatAFailedForceHasLostAlsoOfAFileThatWasTruncated() throws Exception {
        try (FileChannel file = create("a")) {
            write(file, 0, 1, 2 * PAGE);
            file.force(true);
            file.truncate(PAGE / 2);
            write(file, 0, 2, 2 * PAGE);
            forces = Answer.FAIL;
            assertThatThrownBy(() -> file.force(true)).isInstanceOf(IOException.class);
            forces = Answer.GO_ON;
            ByteBuffer both = ByteBuffer.allocate(2 * PAGE);
            try (FileChannel direct = FileChannel.open(path("a"), StandardOpenOption.READ, directOption())) {
                direct.read(both);
            }
            assertThat(Arrays.copyOf(both.array(), PAGE / 2)).containsOnly(1);
            assertThat(Arrays.copyOfRange(both.array(), PAGE / 2, 2 * PAGE)).containsOnly(0);
        }
    }

    @Test
    void killedProcessLosesItsLocksAndNothingThatItWrote() throws Exception {
        FileChannel mine = create("a");
        write(mine, 0, 1, PAGE);
        assertThat(mine.tryLock()).isNotNull();
        FileSystem other = disk.mount("host");
        FileChannel theirs = FileChannel.open(other.getPath("/a"), StandardOpenOption.READ, StandardOpenOption.WRITE);
        assertThat(theirs.tryLock()).isNull();
        disk.processDies(files);
        assertThat(theirs.tryLock()).isNotNull();
        assertThat(first(theirs)).isEqualTo((byte) 1);
        assertThatThrownBy(() -> first(mine)).isInstanceOf(IOException.class);
    }

    @Test
    void locksDoNotExcludeOtherHosts() throws Exception {
        assertThat(create("a").tryLock()).isNotNull();
        FileSystem elsewhere = disk.mount("another host");
        FileChannel theirs = FileChannel.open(elsewhere.getPath("/a"), StandardOpenOption.WRITE);
        assertThat(theirs.tryLock()).isNotNull();
    }

    @Test
    void closingAnyChannelDropsTheProcessesLock() throws Exception {
        assertThat(create("a").tryLock()).isNotNull();
        FileChannel.open(path("a"), StandardOpenOption.READ).close();
        FileSystem other = disk.mount("host");
        assertThat(FileChannel.open(other.getPath("/a"), StandardOpenOption.WRITE)
                        .tryLock())
                .isNotNull();
    }

    @Test
    void powerThatGoesInAForceEndsEverything() throws Exception {
        FileChannel file = create("a");
        write(file, 0, 1, PAGE);
        forces = Answer.CUT_POWER_BEFORE;
        assertThatThrownBy(() -> file.force(true)).isInstanceOf(IOException.class);
        assertThat(disk.isOut()).isTrue();
        assertThatThrownBy(() -> first(file)).isInstanceOf(IOException.class);
        assertThatThrownBy(file::size).isInstanceOf(IOException.class);
        assertThat(Files.exists(path("a"))).isFalse();
    }

    @Test
    void whatItWouldBeAfterAPowerCutChangesNothing() throws Exception {
        FileChannel file = create("a");
        write(file, 0, 1, PAGE);
        assertThat(Files.exists(disk.afterPowerCut().mount("auditor").getPath("/a")))
                .isFalse();
        assertThat(first(file)).isEqualTo((byte) 1);
    }

    private FileChannel create(String name) throws IOException {
        return FileChannel.open(
                path(name), StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    }

    private Path path(String name) {
        return files.getPath("/" + name);
    }

    private void forceRoot() throws IOException {
        try (FileChannel root = FileChannel.open(files.getPath("/"), StandardOpenOption.READ)) {
            root.force(true);
        }
    }

    private void remount(Survival survival) {
        disk.powerCut(survival);
        files = disk.mount("host");
    }

    private static void write(FileChannel file, long at, int value, int length) throws IOException {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        file.write(ByteBuffer.wrap(bytes), at);
    }

    private static byte first(FileChannel file) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(PAGE);
        file.read(page, 0);
        return page.get(0);
    }

    private static OpenOption directOption() throws ReflectiveOperationException {
        return (OpenOption) Class.forName("com.sun.nio.file.ExtendedOpenOption")
                .getField("DIRECT")
                .get(null);
    }
}
