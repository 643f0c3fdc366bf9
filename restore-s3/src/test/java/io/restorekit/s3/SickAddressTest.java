package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import io.restorekit.testkit.longhorn.Image;
import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.VolumeSettings;
import io.restorekit.testkit.net.RawServer;
import io.restorekit.testkit.s3.S3Server;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * DNS names two addresses of a store. At the first a call begins and is never done; the second is healthy. The engine gives
 * each such call up before the adapter does.
 */
class SickAddressTest {
    private static final String SICK = "127.0.0.2";
    private static final String HEALTHY = "127.0.0.1";
    private static final int BLOCK = 64 << 10;

    @TempDir
    Path directory;

    /** What comes from the sick address before nothing more does. */
    enum Begin {
        NOTHING(""),
        HALF_A_HEAD("HTTP/1.1 200 OK\r\nETag:"),
        A_BYTE_OF_A_BODY("HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: " + BLOCK + "\r\n\r\n{");

        private final String answer;

        Begin(String answer) {
            this.answer = answer;
        }

        void to(Socket connection) throws IOException {
            RawServer.readRequest(connection.getInputStream());
            connection.getOutputStream().write(Fixtures.bytes(answer));
            RawServer.hold(connection);
        }
    }

    @ParameterizedTest
    @EnumSource
    void restoreGoesOnOverTheOther(Begin begin) throws Exception {
        byte[] image = new byte[10 * BLOCK];
        new Random(1).nextBytes(image);
        Path volume = directory.resolve("volume");
        try (S3Server store = S3Server.open();
                RawServer sick = RawServer.plain(SICK, store.port(), begin::to);
                RestoreEngine engine = RestoreEngine.builder()
                        .targets(new S3BackupTargetProvider(settings(store)))
                        .build()) {
            new LonghornStoreWriter(new VolumeSettings("vol").withBlockSize(BLOCK), store::put).backup(Image.of(image));
            String url = "s3://" + store.settings().bucket() + "@us-east-1/?volume=vol";
            RestoreOptions impatient = RestoreOptions.DEFAULT.withCallTimeout(Duration.ofSeconds(1));

            Outcome outcome = engine.start(RestoreRequest.of(url, volume).withOptions(impatient))
                    .outcome()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);

            assertThat(outcome).isInstanceOf(Outcome.Restored.class);
            assertThat(sick.accepted()).isPositive();
        }
        assertThat(Files.readAllBytes(volume)).isEqualTo(image);
    }

    private static S3Settings settings(S3Server store) {
        var entry = store.settings();
        return S3Settings.builder(() -> new S3Credentials(entry.accessKey(), entry.secretKey()))
                .endpoint(URI.create("http://s3.test:" + store.port()))
                .resolver(host -> List.of(Fixtures.address(SICK), Fixtures.address(HEALTHY)))
                .answerTimeout(Duration.ofSeconds(5))
                .build();
    }
}
