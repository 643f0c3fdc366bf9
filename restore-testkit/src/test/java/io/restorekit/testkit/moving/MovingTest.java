package io.restorekit.testkit.moving;

import static io.restorekit.testkit.moving.Node.await;
import static io.restorekit.testkit.moving.Node.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreRequest;
import io.restorekit.testkit.longhorn.Image;
import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.VolumeSettings;
import io.restorekit.testkit.store.MemoryBackupTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A restore in its middle goes on where its volume and its state have been brought. */
@Timeout(300)
class MovingTest {
    private static final int BLOCK = 1 << 16;
    private static final int BLOCKS = 40;
    private static final int GIVEN = 10;

    /** More than an owner needs to look, and to be given up elsewhere. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(13);

    @TempDir
    Path directory;

    private final MemoryBackupTarget store = new MemoryBackupTarget();
    private final byte[] image = new byte[BLOCKS * BLOCK];
    private final Node old = new Node("old", new Shelf(store, GIVEN));
    private final Node next = new Node("next", new Shelf(store, Integer.MAX_VALUE));
    private Path storage;

    @BeforeEach
    void backUp() throws IOException {
        new Random(1).nextBytes(image);
        VolumeSettings settings = new VolumeSettings("vol").withBlockSize(BLOCK);
        new LonghornStoreWriter(settings, store.sink()).backup(Image.of(image));
        storage = Files.createDirectory(directory.resolve("storage"));
    }

    @AfterEach
    void close() {
        old.close();
        next.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"volume.restore", "state"})
    void restoreThatWasStoppedAndCopiedGoesOn(String state) throws Exception {
        Restore before = inTheMiddle(state);
        before.cancel();
        assertThat(outcome(before)).isInstanceOf(Outcome.Cancelled.class);
        Path copy = copied();

        assertThat(outcome(next.restores(request(copy, state)))).isInstanceOf(Outcome.Restored.class);
        assertThat(next.shelf().blocksAsked()).isEqualTo(BLOCKS - GIVEN);
        assertThat(isRight(copy)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"volume.restore", "state"})
    void restoreThatWasCopiedInItsMiddleGoesOnAfterAWhile(String state) throws Exception {
        inTheMiddle(state);
        Path copy = copied();
        assertThat(outcome(takesOver(copy, state))).isInstanceOf(Outcome.Restored.class);
        assertThat(next.shelf().blocksAsked()).isEqualTo(BLOCKS - GIVEN);
        assertThat(isRight(copy)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"volume.restore", "state"})
    void restorerThatStillLivesOnTheOldNodeIsSuperseded(String state) throws Exception {
        Restore before = inTheMiddle(state);
        Path mount = mountedElsewhere(state);
        assertThat(outcome(takesOver(mount, state))).isInstanceOf(Outcome.Restored.class);
        assertThat(next.shelf().blocksAsked()).isEqualTo(BLOCKS - GIVEN);

        assertWritesNothingMore(before);
    }

    @Test
    void behindAFenceNobodyIsWaitedFor() throws Exception {
        Restore before = inTheMiddle("state");
        Path mount = mountedElsewhere("state");
        assertThat(outcome(next.behind(() -> true).restores(request(mount, "state"))))
                .isInstanceOf(Outcome.Restored.class);
        assertThat(next.shelf().blocksAsked()).isEqualTo(BLOCKS - GIVEN);

        assertWritesNothingMore(before);
    }

    private void assertWritesNothingMore(Restore before) throws Exception {
        SortedMap<String, FileTime> left = files();
        old.passes(LONG_ENOUGH);
        old.shelf().givesTheRest();
        assertThat(outcome(before))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.OWNERSHIP_LOST));
        assertThat(files()).isEqualTo(left);
        assertThat(isRight(storage)).isTrue();
    }

    /** A restore that waits for the rest of its blocks, on the old node. */
    private Restore inTheMiddle(String state) throws InterruptedException {
        Restore restore = old.restores(request(storage, state));
        await(restore, status -> status.claimedBytes() == GIVEN * BLOCK);
        return restore;
    }

    /** One that gives an owner elsewhere its time. */
    private Restore takesOver(Path place, String state) throws InterruptedException {
        Restore restore = next.restores(request(place, state));
        await(restore, status -> status.phase() == Phase.WAITING);
        assertThat(restore.status().reason().orElseThrow().what()).contains("may still write");
        next.passes(LONG_ENOUGH);
        return restore;
    }

    private static RestoreRequest request(Path place, String state) {
        return RestoreRequest.of("memory://store?volume=vol", place.resolve("volume"))
                .withStateDirectory(place.resolve(state));
    }

    private Path copied() throws Exception {
        Path copy = directory.resolve("copy");
        int code = new ProcessBuilder("cp", "-a", storage.toString(), copy.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
        return copy;
    }

    /** The same storage, under another path; the locks of one node do not reach the other. */
    private Path mountedElsewhere(String state) throws IOException {
        Files.delete(storage.resolve(".volume.restore-lock"));
        Files.delete(storage.resolve(state).resolve("lock"));
        return Files.createSymbolicLink(directory.resolve("mount"), storage);
    }

    private boolean isRight(Path place) throws IOException {
        return Arrays.equals(Files.readAllBytes(place.resolve("volume")), image);
    }

    private SortedMap<String, FileTime> files() throws IOException {
        SortedMap<String, FileTime> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(storage)) {
            for (Path path : paths.toList()) {
                files.put(path.toString(), Files.getLastModifiedTime(path));
            }
        }
        return files;
    }
}
