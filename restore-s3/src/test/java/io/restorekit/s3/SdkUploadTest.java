package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.testkit.net.Flow;
import io.restorekit.testkit.net.NetFault;
import io.restorekit.testkit.net.NetMoment;
import io.restorekit.testkit.net.TcpProxy;
import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.s3.S3Settings;
import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The testkit's server takes what other people's clients, the AWS SDK with nothing set, send. */
class SdkUploadTest {
    private final S3Server server = S3Server.open();
    private final S3Settings settings = S3Settings.DEFAULT;

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 131_072, 131_073, 3_000_000})
    void uploadInSignedChunksIsWhole(int size) {
        byte[] content = content(size);
        try (S3Client client = client().build()) {
            client.putObject(request -> request.bucket(settings.bucket()).key("a/b"), RequestBody.fromBytes(content));
        }
        assertThat(server.get("a/b")).hasValue(content);
    }

    @Test
    void uploadInChunksWithoutATrailerIsWhole() {
        byte[] content = content(200_000);
        try (S3Client client = client().requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .build()) {
            client.putObject(request -> request.bucket(settings.bucket()).key("a/b"), RequestBody.fromBytes(content));
        }
        assertThat(server.get("a/b")).hasValue(content);
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void everyChecksumIsLookedAt(ChecksumAlgorithm algorithm) {
        byte[] content = content(1_000);
        try (S3Client client = client().build()) {
            client.putObject(
                    request -> request.bucket(settings.bucket()).key("a/b").checksumAlgorithm(algorithm),
                    RequestBody.fromBytes(content));
        }
        assertThat(server.get("a/b")).hasValue(content);
    }

    @Test
    void chunkThatChangedUnderWayIsRefused() {
        try (TcpProxy network = TcpProxy.open(server.port(), 1);
                S3Client client = client(network.port()).build()) {
            network.on(new NetMoment.Passed(Flow.TO_SERVER, 50_000)).does(new NetFault.FlipBit(Flow.TO_SERVER));
            RequestBody body = RequestBody.fromBytes(content(100_000));

            assertThatThrownBy(() -> client.putObject(
                            request -> request.bucket(settings.bucket()).key("a/b"), body))
                    .isInstanceOfSatisfying(S3Exception.class, refused -> {
                        assertThat(refused.statusCode()).isEqualTo(403);
                        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
                    });
        }
        assertThat(server.get("a/b")).isEmpty();
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private S3ClientBuilder client() {
        return client(server.port());
    }

    private S3ClientBuilder client(int port) {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .forcePathStyle(true)
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())));
    }
}
