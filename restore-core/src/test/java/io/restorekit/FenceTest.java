package io.restorekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Activation;
import io.restorekit.api.Failure;
import io.restorekit.api.Fence;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreRequest;
import io.restorekit.testing.DirectoryTarget;
import io.restorekit.testing.Fixtures;
import io.restorekit.testing.OneTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller's fence, through the front door. */
class FenceTest {
    private static final Fixtures.Golden GOLDEN = Fixtures.backups().get(0);

    @TempDir
    Path directory;

    private final AtomicInteger answers = new AtomicInteger(Integer.MAX_VALUE);
    private final List<RestoreRequest> asked = new ArrayList<>();

    @Test
    void whoHoldsItRestoresAndActivates() throws Exception {
        assertThat(restore()).isEqualTo(new Outcome.Restored(GOLDEN.backup()));
        assertThat(activate().backup()).isEqualTo(GOLDEN.backup());
        assertThat(asked).hasSize(2).allMatch(request -> request.volume().equals(volume()));
    }

    @Test
    void whoDoesNotHoldItTouchesNothing() throws Exception {
        answers.set(0);
        assertLost(restore());
        try (Stream<Path> found = Files.list(directory)) {
            assertThat(found).isEmpty();
        }
    }

    /** Every moment of a restore at which it is asked. */
    @Test
    void restoreEndsWhereverItIsLostAndGoesOnWhereItIsHeld() throws Exception {
        int moment = 1;
        answers.set(moment);
        while (restore() instanceof Outcome.Failed failed) {
            assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.OWNERSHIP_LOST);
            assertThat(RestoreEngine.state(state()).toString()).doesNotContain("RESTORED");
            answers.set(++moment);
        }
        assertThat(moment)
                .as("recovery, opening, growing, a write and the last commit")
                .isGreaterThan(6);
    }

    /** Every moment of an activation at which it is asked. Lost right after the record was saved, it says lost and is there. */
    @Test
    void volumeIsNotActivatedWhereverItIsLost() throws Exception {
        restore();
        int moment = 0;
        answers.set(moment);
        while (isLostInActivation() && !isActivated()) {
            answers.set(++moment);
        }
        assertThat(isActivated()).isTrue();
        assertThat(moment).as("recovery, a look, and both ends of the commit").isGreaterThan(3);
        answers.set(Integer.MAX_VALUE);
        assertThat(activate().backup()).isEqualTo(GOLDEN.backup());
    }

    private boolean isActivated() throws RestoreException {
        return RestoreEngine.state(state()).toString().contains("ACTIVATED");
    }

    private boolean isLostInActivation() {
        try {
            assertThat(activate().backup()).isEqualTo(GOLDEN.backup());
            return false;
        } catch (RestoreException e) {
            assertThat(e.failure().kind()).isEqualTo(Failure.Kind.OWNERSHIP_LOST);
            return true;
        }
    }

    private static void assertLost(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.OWNERSHIP_LOST));
    }

    private Outcome restore() throws Exception {
        String url = "test:///store?volume=" + GOLDEN.volume() + "&backup=" + GOLDEN.backup();
        try (RestoreEngine engine = engine()) {
            return engine.start(RestoreRequest.of(url, volume()))
                    .outcome()
                    .toCompletableFuture()
                    .get(120, TimeUnit.SECONDS);
        }
    }

    private Activation activate() throws RestoreException {
        try (RestoreEngine engine = engine()) {
            return engine.activate(volume(), state());
        }
    }

    private RestoreEngine engine() {
        Fence fence = () -> answers.getAndDecrement() > 0;
        return RestoreEngine.builder()
                .targets(new OneTarget(new DirectoryTarget(Fixtures.store())))
                .fences(request -> {
                    asked.add(request);
                    return Optional.of(fence);
                })
                .build();
    }

    private Path volume() {
        return directory.resolve("volume");
    }

    private Path state() {
        return directory.resolve("volume.restore");
    }
}
