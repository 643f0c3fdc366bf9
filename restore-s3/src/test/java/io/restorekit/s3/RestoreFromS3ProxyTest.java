package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreRequest;
import io.restorekit.backup.StoreInventory.BackupEntry;
import io.restorekit.backup.StoreInventory.VolumeEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorded store is restored from a server that others wrote, through the front door: along each chain. */
class RestoreFromS3ProxyTest {
    @TempDir
    Path directory;

    @Test
    void everyBackupIsRestored() throws Exception {
        try (S3ProxyServer server = S3ProxyServer.open();
                Bucket bucket = server.bucket();
                RestoreEngine engine = RestoreEngine.builder()
                        .targets(new S3BackupTargetProvider(bucket.settings().build()))
                        .build()) {
            RecordedStore.copyTo(bucket);
            List<VolumeEntry> volumes = engine.inventory(bucket.url("")).volumes();
            for (RecordedStore.Golden golden : RecordedStore.backups()) {
                restore(engine, bucket, volumeOf(golden, volumes), golden);
            }
        }
    }

    private void restore(RestoreEngine engine, Bucket bucket, String name, RecordedStore.Golden golden)
            throws Exception {
        Path volume = directory.resolve(name);
        String url = bucket.url("?volume=" + name + "&backup=" + golden.backup());

        Outcome outcome = engine.start(RestoreRequest.of(url, volume))
                .outcome()
                .toCompletableFuture()
                .get(120, TimeUnit.SECONDS);

        assertThat(outcome).isEqualTo(new Outcome.Restored(golden.backup()));
        byte[] restored = Arrays.copyOf(Files.readAllBytes(volume), golden.size());
        assertThat(RecordedStore.sha256(restored)).isEqualTo(golden.sha256());
    }

    private static String volumeOf(RecordedStore.Golden golden, List<VolumeEntry> volumes) {
        return volumes.stream()
                .filter(volume ->
                        volume.backups().stream().map(BackupEntry::name).anyMatch(golden.backup()::equals))
                .map(VolumeEntry::name)
                .findAny()
                .orElseThrow();
    }
}
