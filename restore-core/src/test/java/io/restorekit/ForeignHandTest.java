package io.restorekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.target.TargetException;
import io.restorekit.testing.DirectoryTarget;
import io.restorekit.testing.Fixtures;
import io.restorekit.testing.Fixtures.Golden;
import io.restorekit.testing.OneTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ForeignHandTest {
    private static final Golden GOLDEN = Fixtures.backups().get(0);
    private static final DirectoryTarget.Fault DOWN =
            key -> Optional.of(new TargetException.Unavailable(TargetException.Cause.OTHER, "down", null));

    @TempDir
    Path directory;

    private final DirectoryTarget target = new DirectoryTarget(Fixtures.store());

    @Test
    void restoreWaitsAndGoesOnByItself() throws Exception {
        target.onOpen(key -> key.name().endsWith(".blk") ? DOWN.apply(key) : Optional.empty());
        CountDownLatch waiting = new CountDownLatch(1);
        try (RestoreEngine engine = engine()) {
            Restore restore = engine.start(request(), new RestoreListener() {
                @Override
                public void changed(RestoreStatus status) {
                    if (status.phase() == Phase.WAITING
                            && status.reason()
                                    .filter(why -> why.kind() == Failure.Kind.UNAVAILABLE)
                                    .isPresent()) {
                        waiting.countDown();
                        throw new IllegalStateException("a listener that throws does no harm");
                    }
                }
            });
            assertThat(waiting.await(120, TimeUnit.SECONDS)).isTrue();
            target.onOpen(key -> Optional.empty());
            assertThat(ended(restore)).isEqualTo(new Outcome.Restored(GOLDEN.backup()));
        }
        checkBytes();
    }

    @Test
    void volumeWrittenByOthersDuringTheWaitIsNotBelieved() throws Exception {
        goneAfterTheFirstBlock(() -> {});
        try (RestoreEngine engine = engine()) {
            Restore restore = startAndWait(engine);
            assertThat(restore.status().doneBytes()).isPositive();
            flipAllBytes();
            target.onOpen(key -> Optional.empty());
            assertThat(ended(restore)).isEqualTo(new Outcome.Restored(GOLDEN.backup()));
        }
        checkBytes();
    }

    /** What is on the disk then still says that a restore is under way: only this process knows how it left the volume. */
    @Test
    void volumeWrittenByOthersWhileTheStateCouldNotBeSavedIsNotBelieved() throws Exception {
        Path state = request().state();
        Path away = directory.resolve("state-away");
        goneAfterTheFirstBlock(() -> move(state, away));
        try (RestoreEngine engine = engine()) {
            Restore restore = startAndWait(engine);
            flipAllBytes();
            move(away, state);
            target.onOpen(key -> Optional.empty());
            assertThat(ended(restore)).isEqualTo(new Outcome.Restored(GOLDEN.backup()));
        }
        checkBytes();
    }

    @Test
    void fileThatWasMadeForTheRestoreAndFilledByOthersIsNotOverwritten() throws Exception {
        target.onOpen(DOWN);
        try (RestoreEngine engine = engine()) {
            Restore restore = startAndWait(engine);
            byte[] precious = new byte[(int) GOLDEN.size()];
            Arrays.fill(precious, (byte) 7);
            Files.write(directory.resolve("volume"), precious);
            target.onOpen(key -> Optional.empty());
            assertThat(ended(restore))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.VOLUME_EXISTS));
            assertThat(directory.resolve("volume")).hasBinaryContent(precious);
        }
    }

    @Test
    void volumeThatIsAwayForAWhileIsWaitedFor() throws Exception {
        Path volume = directory.resolve("volume");
        Path away = directory.resolve("volume-away");
        goneAfterTheFirstBlock(() -> {});
        CountDownLatch missed = new CountDownLatch(1);
        try (RestoreEngine engine = engine()) {
            Restore restore = startAndWait(engine, status -> {
                if (status.reason()
                        .filter(why -> why.kind() == Failure.Kind.VOLUME_ABSENT)
                        .isPresent()) {
                    missed.countDown();
                }
            });
            move(volume, away);
            target.onOpen(key -> Optional.empty());
            assertThat(missed.await(120, TimeUnit.SECONDS)).isTrue();
            move(away, volume);
            assertThat(ended(restore)).isEqualTo(new Outcome.Restored(GOLDEN.backup()));
        }
        checkBytes();
    }

    private void goneAfterTheFirstBlock(Runnable then) {
        AtomicInteger opened = new AtomicInteger();
        target.onOpen(key -> {
            if (!key.name().endsWith(".blk") || opened.incrementAndGet() == 1) {
                return Optional.empty();
            }
            if (opened.get() == 2) {
                then.run();
            }
            return DOWN.apply(key);
        });
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Restore startAndWait(RestoreEngine engine) throws Exception {
        return startAndWait(engine, status -> {});
    }

    private Restore startAndWait(RestoreEngine engine, Consumer<RestoreStatus> told) throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        Restore restore = engine.start(request(), new RestoreListener() {
            @Override
            public void changed(RestoreStatus status) {
                told.accept(status);
                if (status.phase() == Phase.WAITING) {
                    waiting.countDown();
                }
            }
        });
        assertThat(waiting.await(120, TimeUnit.SECONDS)).isTrue();
        return restore;
    }

    @Test
    void volumeSwappedAfterRestoreIsNotBelieved() throws Exception {
        try (RestoreEngine engine = engine()) {
            ended(engine.start(request()));
            Path volume = directory.resolve("volume");
            long size = Files.size(volume);
            Files.delete(volume);
            Files.write(volume, new byte[(int) size]);
            assertThat(ended(engine.start(request()))).isEqualTo(new Outcome.Restored(GOLDEN.backup()));
        }
        checkBytes();
    }

    @Test
    void volumeWrittenByOthersAfterRestoreIsNotBelieved() throws Exception {
        try (RestoreEngine engine = engine()) {
            ended(engine.start(request()));
            Path volume = directory.resolve("volume");
            byte[] bytes = Files.readAllBytes(volume);
            bytes[0] ^= 1;
            Files.write(volume, bytes);
            assertThat(ended(engine.start(request()))).isEqualTo(new Outcome.Restored(GOLDEN.backup()));
        }
        checkBytes();
    }

    private void flipAllBytes() throws Exception {
        Path volume = directory.resolve("volume");
        byte[] bytes = Files.readAllBytes(volume);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
        }
        Files.write(volume, bytes);
    }

    private void checkBytes() throws Exception {
        byte[] bytes = Arrays.copyOf(Files.readAllBytes(directory.resolve("volume")), (int) GOLDEN.size());
        byte[] sha = MessageDigest.getInstance("SHA-256").digest(bytes);
        assertThat(HexFormat.of().formatHex(sha)).isEqualTo(GOLDEN.sha256());
    }

    private static Outcome ended(Restore restore) throws Exception {
        return restore.outcome().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    private RestoreRequest request() {
        String url = "test:///store?volume=" + GOLDEN.volume() + "&backup=" + GOLDEN.backup();
        return RestoreRequest.of(url, directory.resolve("volume"));
    }

    private RestoreEngine engine() {
        return RestoreEngine.builder().targets(new OneTarget(target)).build();
    }
}
