package io.restorekit.s3;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;

/**
 * Makes the SDK's clients: one attempt, nothing read from files or a metadata service, no checksums or signatures that
 * other stores than Amazon's refuse.
 */
final class Clients {
    /** Waiting for a free connection is our own fault: say so soon. */
    private static final Duration ACQUIRE = Duration.ofSeconds(5);

    private static final S3AuthSchemeProvider SCHEMES = S3AuthSchemeProvider.defaultProvider();

    private Clients() {}

    static SdkHttpClient transport(S3Settings settings, int mostCalls, HttpRoutePlanner planner) {
        Apache5HttpClient.Builder builder = Apache5HttpClient.builder()
                .maxConnections(settings.maxConnections().orElse(mostCalls))
                .connectionAcquisitionTimeout(ACQUIRE)
                .connectionTimeout(settings.connectTimeout())
                .socketTimeout(settings.readTimeout())
                .tcpKeepAlive(true)
                .expectContinueEnabled(false)
                .httpRoutePlanner(planner);
        settings.proxy().map(Proxy::new).map(Proxy::credentials).ifPresent(builder::credentialsProvider);
        settings.caPem().map(Trust::managers).ifPresent(trust -> builder.tlsTrustManagersProvider(() -> trust));
        return builder.build();
    }

    /** @param http closed by its owner, and here if there is to be no client */
    static S3Client client(S3Settings settings, String region, SdkHttpClient http) {
        try {
            return build(settings, region, http);
        } catch (RuntimeException | Error e) {
            http.close();
            throw e;
        }
    }

    private static S3Client build(S3Settings settings, String region, SdkHttpClient http) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(http)
                .region(Region.of(region))
                .credentialsProvider(settings.credentials())
                .forcePathStyle(settings.pathStyle())
                .disableS3ExpressSessionAuth(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .authSchemeProvider(Clients::schemes)
                .overrideConfiguration(override(settings));
        settings.endpoint().map(URI::normalize).ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static ClientOverrideConfiguration override(S3Settings settings) {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .apiCallAttemptTimeout(settings.answerTimeout())
                .defaultProfileFile(ProfileFile.aggregator().build())
                .defaultProfileName("default")
                .build();
    }

    /** Bodies are signed by their own digest, also over TLS. */
    private static List<AuthSchemeOption> schemes(S3AuthSchemeParams params) {
        return SCHEMES.resolveAuthScheme(params).stream()
                .map(option -> option.toBuilder()
                        .putSignerProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, true)
                        .putSignerProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, false)
                        .build())
                .toList();
    }
}
