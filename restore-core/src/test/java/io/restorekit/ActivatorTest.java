package io.restorekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Activation;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreRequest;
import io.restorekit.checkpoint.ActivationRequest;
import io.restorekit.testing.DirectoryTarget;
import io.restorekit.testing.Fixtures;
import io.restorekit.testing.OneTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks for an activation is asked for its fence after it has looked, and before it takes the volume over. */
class ActivatorTest {
    private static final Fixtures.Golden GOLDEN = Fixtures.backups().get(0);

    @TempDir
    Path directory;

    @Test
    void ownerThatActivatesJustBeforeItIsTakenOverIsBelieved() throws Exception {
        restore();
        List<Activation> byTheOwner = new ArrayList<>();
        Activation asked = activate(() -> {
            byTheOwner.add(activate(() -> {}));
            new ActivationRequest(state()).ask();
        });

        assertThat(byTheOwner).containsExactly(asked);
        assertThat(asked.backup()).isEqualTo(GOLDEN.backup());
        assertThat(new ActivationRequest(state()).isAsked()).isFalse();
        assertThat(activate(() -> {})).as("once more").isEqualTo(asked);
    }

    private void restore() throws Exception {
        String url = "test:///store?volume=" + GOLDEN.volume() + "&backup=" + GOLDEN.backup();
        try (RestoreEngine engine = engine(() -> {})) {
            assertThat(engine.start(RestoreRequest.of(url, volume()))
                            .outcome()
                            .toCompletableFuture()
                            .get(120, TimeUnit.SECONDS))
                    .isEqualTo(new Outcome.Restored(GOLDEN.backup()));
        }
    }

    private interface Moment {
        void comes() throws RestoreException, IOException;
    }

    private Activation activate(Moment beforeItTakesOver) throws RestoreException {
        try (RestoreEngine engine = engine(beforeItTakesOver)) {
            return engine.activate(volume(), state());
        }
    }

    private static RestoreEngine engine(Moment fenceIsAskedFor) {
        return RestoreEngine.builder()
                .targets(new OneTarget(new DirectoryTarget(Fixtures.store())))
                .fences(request -> {
                    try {
                        fenceIsAskedFor.comes();
                    } catch (RestoreException | IOException e) {
                        throw new AssertionError(e);
                    }
                    return Optional.empty();
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
