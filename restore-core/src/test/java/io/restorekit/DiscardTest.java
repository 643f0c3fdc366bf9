package io.restorekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Baseline;
import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import io.restorekit.testing.DirectoryTarget;
import io.restorekit.testing.Fixtures;
import io.restorekit.testing.Fixtures.Golden;
import io.restorekit.testing.OneTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscardTest {
    private static final Golden GOLDEN = Fixtures.backups().get(0);

    @TempDir
    Path directory;

    @Test
    void stateIsStillThereWhereDiscardingItIsRefused() throws Exception {
        assertThat(restore(new DirectoryTarget(Fixtures.store()), false)).isEqualTo(restored());
        assertThat(restore(new DirectoryTarget(Fixtures.store()), true))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.VOLUME_EXISTS));
        DirectoryTarget again = new DirectoryTarget(Fixtures.store());
        assertThat(restore(again, false)).isEqualTo(restored());
        assertThat(again.openedBlocks()).isEmpty();
    }

    /** Each try takes the state over anew. */
    @Test
    void triesThatWaitForTheVolumeLeaveNoFilesBehind() throws Exception {
        RestoreOptions soon = RestoreOptions.DEFAULT.withWaitLimit(Duration.ofMillis(2_500));
        RestoreRequest request = RestoreRequest.of(url(), directory.resolve("volume"))
                .withBaseline(Baseline.unknown())
                .withDiscardState(true)
                .withOptions(soon);
        try (RestoreEngine engine = RestoreEngine.builder()
                .targets(new OneTarget(new DirectoryTarget(Fixtures.store())))
                .build()) {
            assertThat(engine.start(request).outcome().toCompletableFuture().get(120, TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Suspended.class);
        }
        try (Stream<Path> left = Files.list(request.state())) {
            assertThat(left).as("its lock, and the latest owner's file").hasSizeLessThanOrEqualTo(2);
        }
    }

    private static String url() {
        return "test:///store?volume=" + GOLDEN.volume() + "&backup=" + GOLDEN.backup();
    }

    private static Outcome restored() {
        return new Outcome.Restored(GOLDEN.backup());
    }

    private Outcome restore(DirectoryTarget target, boolean discarding) throws Exception {
        RestoreRequest request = RestoreRequest.of(url(), directory.resolve("volume"));
        try (RestoreEngine engine =
                RestoreEngine.builder().targets(new OneTarget(target)).build()) {
            return engine.start(request.withDiscardState(discarding))
                    .outcome()
                    .toCompletableFuture()
                    .get(120, TimeUnit.SECONDS);
        }
    }
}
