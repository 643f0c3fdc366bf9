package io.restorekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import io.restorekit.testing.DirectoryTarget;
import io.restorekit.testing.Fixtures;
import io.restorekit.testing.OneTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestTest {
    private static final String VOLUME = "golden-none";

    @TempDir
    Path directory;

    @Test
    void deletionOfTheNewestBackupNeverMovesTheVolumeBack() throws Exception {
        Path store = copyOfStore();
        Path volume = directory.resolve("volume");
        Outcome first = restoreNewest(store, volume);
        assertThat(first).isEqualTo(new Outcome.Restored("backup-39b29e3caadcbc4e"));
        byte[] before = Files.readAllBytes(volume);

        try (Stream<Path> files = Files.walk(store)) {
            Files.delete(files.filter(file -> file.endsWith("backup_backup-39b29e3caadcbc4e.cfg"))
                    .findFirst()
                    .orElseThrow());
        }

        assertThat(restoreNewest(store, volume)).isEqualTo(first);
        assertThat(Files.readAllBytes(volume)).isEqualTo(before);
    }

    /** There may be newer ones that cannot be seen. */
    @Test
    void volumeThatHoldsABackupIsNotSaidToHoldTheNewestWhereNobodyConfirmsThePlace() throws Exception {
        Path store = copyOfStore();
        Path volume = directory.resolve("volume");
        Outcome restored = restoreNewest(store, volume);
        DirectoryTarget unconfirmed = new DirectoryTarget(store);
        unconfirmed.unconfirmed();

        assertThat(restoreNewest(unconfirmed, volume))
                .isInstanceOfSatisfying(
                        Outcome.Suspended.class,
                        suspended -> assertThat(suspended.reason().what()).contains("nobody confirmed"));
        assertThat(restoreNewest(store, volume)).isEqualTo(restored);
    }

    private Outcome restoreNewest(Path store, Path volume) throws Exception {
        return restoreNewest(new DirectoryTarget(store), volume);
    }

    private static Outcome restoreNewest(DirectoryTarget store, Path volume) throws Exception {
        try (RestoreEngine engine =
                RestoreEngine.builder().targets(new OneTarget(store)).build()) {
            RestoreRequest request = RestoreRequest.of("test:///store?volume=" + VOLUME, volume)
                    .withOptions(RestoreOptions.DEFAULT.withWaitLimit(Duration.ofMillis(1)));
            return engine.start(request).outcome().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    private Path copyOfStore() throws IOException {
        Path copy = directory.resolve("store");
        try (Stream<Path> files = Files.walk(Fixtures.store())) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(Fixtures.store().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (file.toString().contains(VOLUME)) {
                    Files.copy(file, target);
                }
            }
        }
        return copy;
    }
}
