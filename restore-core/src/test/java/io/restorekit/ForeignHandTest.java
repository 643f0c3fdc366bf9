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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(40)
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
            assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
            target.onOpen(key -> Optional.empty());
            assertThat(ended(restore)).isEqualTo(new Outcome.Restored(GOLDEN.backup()));
        }
        checkBytes();
    }

    @Test
    void volumeWrittenByOthersDuringTheWaitIsNotBelieved() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        target.onOpen(key ->
                key.name().endsWith(".blk") && opened.incrementAndGet() > 1 ? DOWN.apply(key) : Optional.empty());
        CountDownLatch waiting = new CountDownLatch(1);
        try (RestoreEngine engine = engine()) {
            Restore restore = engine.start(request(), new RestoreListener() {
                @Override
                public void changed(RestoreStatus status) {
                    if (status.phase() == Phase.WAITING) {
                        waiting.countDown();
                    }
                }
            });
            assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(restore.status().doneBytes()).isPositive();
            flipAllBytes();
            target.onOpen(key -> Optional.empty());
            assertThat(ended(restore)).isEqualTo(new Outcome.Restored(GOLDEN.backup()));
        }
        checkBytes();
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
        return restore.outcome().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private RestoreRequest request() {
        String url = "test:///store?volume=" + GOLDEN.volume() + "&backup=" + GOLDEN.backup();
        return RestoreRequest.of(url, directory.resolve("volume"));
    }

    private RestoreEngine engine() {
        return RestoreEngine.builder().targets(new OneTarget(target)).build();
    }
}
