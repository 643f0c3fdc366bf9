package io.restorekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Baseline;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreRequest;
import io.restorekit.testing.DirectoryTarget;
import io.restorekit.testing.Fixtures;
import io.restorekit.testing.Fixtures.Golden;
import io.restorekit.testing.OneTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every backup of the recorded store, from every way in which a volume may begin. */
class FixtureRestoreTest {
    private static final int BLOCK = 2 << 20;
    private static final int LARGEST = 32 << 20;

    @TempDir
    Path directory;

    static Stream<Golden> backups() {
        return Fixtures.backups().stream();
    }

    static Stream<Arguments> pairs() {
        return backups()
                .flatMap(from -> backups()
                        .filter(to -> to.volume().equals(from.volume()) && !to.equals(from))
                        .map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("backups")
    void fullRestoreIsByteForByteRight(Golden backup) throws Exception {
        Path volume = directory.resolve("volume");
        restore(backup, volume, Baseline.auto());
        check(backup, volume);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void incrementalRestoreFetchesOnlyWhatChanged(Golden from, Golden to) throws Exception {
        Path volume = directory.resolve("volume");
        restore(from, volume, Baseline.auto());
        byte[] before = Files.readAllBytes(volume);

        DirectoryTarget target = restore(to, volume, Baseline.auto());

        check(to, volume);
        assertThat(target.openedBlocks()).isEqualTo(changedDigests(before, Files.readAllBytes(volume)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void callersWordIsABaseToo(Golden from, Golden to) throws Exception {
        Path volume = directory.resolve("volume");
        restore(from, volume, Baseline.auto());
        byte[] before = Files.readAllBytes(volume);
        Path copy = directory.resolve("copy");
        Files.write(copy, before);

        DirectoryTarget target = restore(to, copy, Baseline.holding(from.backup()));

        check(to, copy);
        assertThat(target.openedBlocks()).isEqualTo(changedDigests(before, Files.readAllBytes(copy)));
    }

    @ParameterizedTest
    @MethodSource("backups")
    void volumeOfRandomBytesIsMeasuredAndOverwritten(Golden backup) throws Exception {
        Path volume = directory.resolve("volume");
        byte[] noise = new byte[LARGEST];
        new Random(7).nextBytes(noise);
        Files.write(volume, noise);
        restore(backup, volume, Baseline.unknown());
        byte[] bytes = Files.readAllBytes(volume);
        assertThat(sha256(bytes, (int) backup.size())).isEqualTo(backup.sha256());
    }

    private static DirectoryTarget restore(Golden backup, Path volume, Baseline baseline) throws Exception {
        DirectoryTarget target = new DirectoryTarget(Fixtures.store());
        try (RestoreEngine engine =
                RestoreEngine.builder().targets(new OneTarget(target)).build()) {
            String url = "test:///store?volume=" + backup.volume() + "&backup=" + backup.backup();
            RestoreRequest request = RestoreRequest.of(url, volume).withBaseline(baseline);
            Outcome outcome =
                    engine.start(request).outcome().toCompletableFuture().get(120, TimeUnit.SECONDS);
            assertThat(outcome).isEqualTo(new Outcome.Restored(backup.backup()));
        }
        return target;
    }

    private static void check(Golden backup, Path volume) throws Exception {
        byte[] bytes = Files.readAllBytes(volume);
        assertThat(sha256(bytes, (int) backup.size())).isEqualTo(backup.sha256());
        byte[] beyond = Arrays.copyOfRange(bytes, (int) backup.size(), bytes.length);
        assertThat(Arrays.equals(beyond, new byte[beyond.length]))
                .as("zeros beyond the backup's size")
                .isTrue();
    }

    /** The digests of the blocks that differ and are not zero: an oracle of its own, from the bytes alone. */
    private static Set<String> changedDigests(byte[] before, byte[] after) throws Exception {
        Set<String> digests = new TreeSet<>();
        byte[] zeros = new byte[BLOCK];
        for (int at = 0; at < after.length; at += BLOCK) {
            byte[] block = Arrays.copyOfRange(after, at, at + BLOCK);
            byte[] old = at < before.length ? Arrays.copyOfRange(before, at, at + BLOCK) : zeros;
            if (!Arrays.equals(block, old) && !Arrays.equals(block, zeros)) {
                byte[] sha = MessageDigest.getInstance("SHA-512").digest(block);
                digests.add(HexFormat.of().formatHex(sha, 0, 32));
            }
        }
        return digests;
    }

    private static String sha256(byte[] bytes, int length) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(bytes, 0, length);
        return HexFormat.of().formatHex(sha.digest());
    }
}
