package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.testkit.dns.DnsServer;
import io.restorekit.testkit.longhorn.Image;
import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.VolumeSettings;
import io.restorekit.testkit.s3.S3Server;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore from a host that has never resolved. */
class WrongNameTest implements RestoreListener {
    private static final String HOST = "s3.test";

    private final CompletableFuture<RestoreStatus> waiting = new CompletableFuture<>();

    @Test
    void itIsSaidAtOnceAndWaitedFor(@TempDir Path directory) throws Exception {
        byte[] image = Fixtures.bytes("0123456789abcdef".repeat(4096));
        Path volume = directory.resolve("volume");
        try (S3Server store = S3Server.open();
                DnsServer dns = DnsServer.open();
                RestoreEngine engine = engine(store, dns)) {
            new LonghornStoreWriter(new VolumeSettings("vol").withBlockSize(image.length), store::put)
                    .backup(Image.of(image));
            String url = "s3://" + store.settings().bucket() + "@us-east-1/?volume=vol";

            Restore restore = engine.start(RestoreRequest.of(url, volume), this);
            RestoreStatus first = waiting.get(120, TimeUnit.SECONDS);
            assertThat(restore.outcome().toCompletableFuture()).isNotDone();
            dns.answer(HOST, "127.0.0.1");
            restore.retryNow();

            assertThat(restore.outcome().toCompletableFuture().get(120, TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Restored.class);
            assertThat(first.reason().orElseThrow().what()).contains("has never resolved: check that it is right");
            assertThat(Files.readAllBytes(volume)).isEqualTo(image);
        }
    }

    @Override
    public void changed(RestoreStatus status) {
        if (status.phase() == Phase.WAITING) {
            waiting.complete(status);
        }
    }

    private static RestoreEngine engine(S3Server store, DnsServer dns) {
        var entry = store.settings();
        S3Settings settings = S3Settings.builder(() -> new S3Credentials(entry.accessKey(), entry.secretKey()))
                .endpoint(URI.create("http://" + HOST + ":" + store.port()))
                .resolver(new StubResolver(dns.address(), Duration.ofSeconds(1)))
                .build();
        return RestoreEngine.builder()
                .targets(new S3BackupTargetProvider(settings))
                .build();
    }
}
