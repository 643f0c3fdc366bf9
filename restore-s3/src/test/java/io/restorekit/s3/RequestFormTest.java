package io.restorekit.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.restorekit.s3.Fixtures.KEY;
import static io.restorekit.s3.Fixtures.address;
import static io.restorekit.s3.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.ObjectKey;
import java.net.URI;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes over the wire: nothing that stores other than Amazon's refuse. */
class RequestFormTest {
    @RegisterExtension
    static final WireMockExtension STORE =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @BeforeEach
    void acceptAll() {
        STORE.stubFor(
                any(anyUrl()).willReturn(aResponse().withHeader("ETag", "\"e\"").withStatus(204)));
    }

    @Test
    void aPutIsSignedWithTheDigestOfItsBody() throws Exception {
        try (BackupTarget target = open(pathStyle())) {
            target.put(KEY, Fixtures.bytes("content"));
        }

        LoggedRequest request = onlyRequest();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Fixtures.bytes("content"));
        assertThat(request.getHeader("x-amz-content-sha256"))
                .isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(request.getBody()).isEqualTo(Fixtures.bytes("content"));
        assertThat(request.getAllHeaderKeys())
                .map(String::toLowerCase)
                .noneMatch(header -> header.contains("checksum") || header.contains("trailer"))
                .doesNotContain("expect", "transfer-encoding", "content-md5");
        assertThat(request.getHeader("Content-Length")).isEqualTo("7");
        assertThat(request.getHeader("Authorization")).contains("/eu-central-1/s3/aws4_request");
        assertThat(request.getHeader("x-amz-security-token"))
                .isEqualTo(Fixtures.CREDENTIALS.sessionToken().orElseThrow());
    }

    @Test
    void pathStyleHasTheBucketInThePath() throws Exception {
        try (BackupTarget target = open(pathStyle())) {
            target.delete(KEY);
        }

        assertThat(onlyRequest().getUrl()).isEqualTo("/bucket/store/dir/block.blk");
    }

    @Test
    void virtualHostedStyleHasItInTheHost() throws Exception {
        AtomicReference<String> resolved = new AtomicReference<>("");
        S3Settings settings = settings("http://s3.test:" + STORE.getPort())
                .pathStyle(false)
                .resolver(host -> {
                    resolved.set(host);
                    return List.of(address("127.0.0.1"));
                })
                .build();
        try (BackupTarget target = open(settings)) {
            target.delete(KEY);
        }

        assertThat(onlyRequest().getUrl()).isEqualTo("/store/dir/block.blk");
        assertThat(onlyRequest().getHeader("Host")).isEqualTo("bucket.s3.test:" + STORE.getPort());
        assertThat(resolved).hasValue("bucket.s3.test");
    }

    @Test
    void aProxyIsAskedForTheEndpointAndResolvesIt() throws Exception {
        S3Settings settings = settings("http://only.the.proxy.knows.invalid")
                .proxy(URI.create("http://user:word@127.0.0.1:" + STORE.getPort()))
                .build();
        try (BackupTarget target = open(settings)) {
            target.delete(KEY);
        }

        assertThat(onlyRequest().getHeader("Host")).isEqualTo("only.the.proxy.knows.invalid");
    }

    @Test
    void credentialsAreReadAnewForEveryCall() throws Exception {
        AtomicReference<S3Credentials> current = new AtomicReference<>(new S3Credentials("FIRST", "s"));
        S3Settings settings = S3Settings.builder(current::get)
                .endpoint(URI.create("http://127.0.0.1:" + STORE.getPort()))
                .build();
        try (BackupTarget target = open(settings)) {
            target.delete(KEY);
            current.set(new S3Credentials("SECOND", "s"));
            target.delete(KEY);
        }

        assertThat(STORE.getAllServeEvents())
                .map(event -> event.getRequest().getHeader("Authorization").replaceAll("/.*", ""))
                .containsExactly("AWS4-HMAC-SHA256 Credential=SECOND", "AWS4-HMAC-SHA256 Credential=FIRST");
    }

    @Test
    void aListingAsksForOneFolder() throws Exception {
        STORE.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withBody("<ListBucketResult><Name>bucket</Name><IsTruncated>false</IsTruncated>"
                                + "<Contents><Key>store/dir/</Key><Size>0</Size>"
                                + "<LastModified>2026-11-23T12:03:00.000Z</LastModified></Contents>"
                                + "<Contents><Key>elsewhere/x</Key><Size>0</Size>"
                                + "<LastModified>2026-11-23T12:03:00.000Z</LastModified></Contents>"
                                + "</ListBucketResult>")));
        try (BackupTarget target = open(pathStyle())) {
            assertThat(target.list(new ObjectKey("dir"), Optional.of("to/ken")).entries())
                    .isEmpty();
        }

        assertThat(onlyRequest().queryParameter("prefix").firstValue()).isEqualTo("store/dir/");
        assertThat(onlyRequest().queryParameter("delimiter").firstValue()).isEqualTo("/");
        assertThat(onlyRequest().queryParameter("continuation-token").firstValue())
                .isEqualTo("to/ken");
    }

    private static S3Settings pathStyle() {
        return settings("http://127.0.0.1:" + STORE.getPort()).build();
    }

    private static BackupTarget open(S3Settings settings) {
        return Fixtures.open(settings);
    }

    private static LoggedRequest onlyRequest() {
        assertThat(STORE.getAllServeEvents()).hasSize(1);
        return STORE.getAllServeEvents().get(0).getRequest();
    }
}
