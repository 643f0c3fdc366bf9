package io.restorekit.testkit.sim.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a power cut may leave of truncations, moves between directories and forced writes. */
class DurabilityTest {

    @Test
    void aTruncationIsLostOrKeptAloneOrKeptWithWhatFollowed() throws Exception {
        assertThat(afterTruncation(Survival.ALL_LOST)).isEqualTo("o".repeat(10_000));
        assertThat(afterTruncation(Survival.TORN)).isEmpty();
        assertThat(afterTruncation(Survival.ALL_KEPT)).isEqualTo("new");
    }

    private static String afterTruncation(Survival survival) throws IOException {
        SimDisk disk = SimDisk.of(1);
        Path file = disk.mount("host").getPath("/file");
        Files.writeString(file, "o".repeat(10_000));
        disk.sync();
        Files.writeString(file, "new");
        disk.powerCut(survival);
        return Files.readString(disk.mount("host").getPath("/file"));
    }

    @Test
    void aForcedTruncationStays() throws Exception {
        SimDisk disk = SimDisk.of(1);
        Path file = disk.mount("host").getPath("/file");
        Files.writeString(file, "o".repeat(10_000));
        disk.sync();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(5_000);
            channel.force(false);
            channel.write(ByteBuffer.wrap(new byte[] {'n'}), 9_000);
        }
        disk.powerCut(Survival.ALL_LOST);
        assertThat(Files.readString(disk.mount("host").getPath("/file"))).isEqualTo("o".repeat(5_000));
    }

    @Test
    void whatWasCutOffDoesNotComeBackWhenTheFileGrows() throws Exception {
        SimDisk disk = SimDisk.of(1);
        Path file = disk.mount("host").getPath("/file");
        Files.writeString(file, "o".repeat(10_000));
        disk.sync();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(5_000);
            channel.write(ByteBuffer.wrap(new byte[] {'n'}), 9_999);
            channel.force(false);
        }
        disk.powerCut(Survival.ALL_LOST);
        byte[] bytes = Files.readAllBytes(disk.mount("host").getPath("/file"));
        assertThat(bytes).hasSize(10_000);
        assertThat(Arrays.copyOfRange(bytes, 5_000, 9_999)).containsOnly(0);
    }

    @Test
    void writesInStepWithTheDiskNeedNoForce() throws Exception {
        SimDisk disk = SimDisk.of(1);
        Path file = disk.mount("host").getPath("/file");
        Files.createFile(file);
        disk.sync();
        Files.writeString(file, "text", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        disk.powerCut(Survival.ALL_LOST);
        assertThat(Files.readString(disk.mount("host").getPath("/file"))).isEqualTo("text");
    }

    @Test
    void theTimeOfADirectoryIsLostTooWhereAllIs() throws Exception {
        SimDisk disk = twoDirectories();
        FileTime before = Files.getLastModifiedTime(disk.mount("host").getPath("/a"));
        Files.setLastModifiedTime(disk.mount("host").getPath("/a"), FileTime.fromMillis(0));
        disk.powerCut(Survival.ALL_LOST);
        assertThat(Files.getLastModifiedTime(disk.mount("host").getPath("/a"))).isEqualTo(before);
    }

    @Test
    void forcingEitherDirectoryMakesAMoveDurableInBoth() throws Exception {
        for (String forced : new String[] {"/a", "/b"}) {
            SimDisk disk = twoDirectories();
            FileSystem files = disk.mount("host");
            Files.move(files.getPath("/a/file"), files.getPath("/b/file"), StandardCopyOption.ATOMIC_MOVE);
            force(files.getPath(forced));
            disk.powerCut(Survival.ALL_LOST);
            FileSystem after = disk.mount("host");
            assertThat(Files.exists(after.getPath("/a/file"))).as(forced).isFalse();
            assertThat(Files.exists(after.getPath("/b/file"))).as(forced).isTrue();
        }
    }

    @Test
    void aDirectoryIsNotGoneBeforeWhatWasMovedOutOfIt() throws Exception {
        for (Survival survival : Survival.values()) {
            for (boolean forced : new boolean[] {false, true}) {
                SimDisk disk = twoDirectories();
                FileSystem files = disk.mount("host");
                Files.move(files.getPath("/a/file"), files.getPath("/b/file"), StandardCopyOption.ATOMIC_MOVE);
                Files.delete(files.getPath("/a"));
                if (forced) {
                    force(files.getPath("/"));
                }
                disk.powerCut(survival);
                FileSystem after = disk.mount("host");
                assertThat(Files.exists(after.getPath("/a/file")))
                        .as("%s %s", survival, forced)
                        .isNotEqualTo(Files.exists(after.getPath("/b/file")));
            }
        }
    }

    @Test
    void aMoveThatIsKeptKeepsTheFolderItWentTo() throws Exception {
        SimDisk disk = twoDirectories();
        FileSystem files = disk.mount("host");
        Files.createDirectories(files.getPath("/c/d"));
        Files.move(files.getPath("/a/file"), files.getPath("/c/d/file"), StandardCopyOption.ATOMIC_MOVE);
        force(files.getPath("/a"));
        disk.powerCut(Survival.ALL_LOST);
        assertThat(Files.exists(disk.mount("host").getPath("/c/d/file"))).isTrue();
    }

    /** Whatever is moved wherever and forced or not: each durable file is in one place after a power cut. */
    @Test
    void filesThatAreMovedAboutAreNeverLostNorDoubled() throws Exception {
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SimDisk disk = SimDisk.of(seed);
            FileSystem files = disk.mount("host");
            for (String folder : new String[] {"/a", "/b", "/c"}) {
                Files.createDirectory(files.getPath(folder));
                Files.writeString(files.getPath(folder + folder), folder);
            }
            disk.sync();
            for (int step = 0; step < 12; step++) {
                moveSomething(files, random, step);
            }
            disk.powerCut(Survival.values()[random.nextInt(4)]);
            Map<String, Integer> found = new TreeMap<>();
            try (Stream<Path> all = Files.walk(disk.mount("host").getPath("/"))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    found.merge(Files.readString(file), 1, Integer::sum);
                }
            }
            assertThat(found).as("seed %d", seed).isEqualTo(Map.of("/a", 1, "/b", 1, "/c", 1));
        }
    }

    private static void moveSomething(FileSystem files, SplittableRandom random, int step) throws IOException {
        Path from;
        try (Stream<Path> all = Files.walk(files.getPath("/"))) {
            Path[] found = all.filter(Files::isRegularFile).toArray(Path[]::new);
            from = found[random.nextInt(found.length)];
        }
        Path to = files.getPath("/" + "abc".charAt(random.nextInt(3)));
        if (random.nextInt(4) == 0) {
            to = Files.createDirectory(to.resolve("new" + step));
        }
        Files.move(from, to.resolve("file" + step), StandardCopyOption.ATOMIC_MOVE);
        Path left = from.toAbsolutePath().resolveSibling(".").normalize();
        if (left.getNameCount() > 1 && isEmpty(left)) {
            goAway(left, random);
        }
        if (random.nextInt(4) == 0) {
            force(random.nextBoolean() ? to : files.getPath("/"));
        }
    }

    /** It is deleted, or a new directory takes its place. */
    private static void goAway(Path empty, SplittableRandom random) throws IOException {
        if (random.nextBoolean()) {
            Files.delete(empty);
        } else {
            Path other = Files.createDirectory(
                    random.nextBoolean() ? empty.resolveSibling("other") : empty.resolve("/other"));
            Files.move(other, empty, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static SimDisk twoDirectories() throws IOException {
        SimDisk disk = SimDisk.of(1);
        FileSystem files = disk.mount("host");
        Files.createDirectory(files.getPath("/a"));
        Files.createDirectory(files.getPath("/b"));
        Files.writeString(files.getPath("/a/file"), "text");
        disk.sync();
        return disk;
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
