package io.restorekit.testkit.s3;

import static io.restorekit.testkit.s3.SigningClient.text;
import static io.restorekit.testkit.s3.SigningClient.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that a real S3 refuses are refused, with its errors. */
class S3SignatureTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String KEY = "/backups/folder/key";

    private final S3Server server = S3Server.open(S3Settings.DEFAULT.withClock(Clock.fixed(NOON, ZoneOffset.UTC)));
    private final SigningClient client = new SigningClient(server);

    S3SignatureTest() {
        client.now = NOON;
        server.put("folder/key", utf8("secret content"));
    }

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    @Test
    void aWrongSecretDoesNotMatch() throws Exception {
        client.secretKey = "wrong";

        HttpResponse<byte[]> refused = client.get(KEY);

        assertRefused(refused, 403, "SignatureDoesNotMatch");
        assertThat(text(refused)).contains("<StringToSign>AWS4-HMAC-SHA256\n20260301T120000Z", "<SignatureProvided>");
        assertThat(text(refused)).doesNotContain(S3Settings.DEFAULT.secretKey());
    }

    @Test
    void anUnknownAccessKeyIsNamed() throws Exception {
        client.accessKey = "NOBODY";

        HttpResponse<byte[]> refused = client.get(KEY);

        assertRefused(refused, 403, "InvalidAccessKeyId");
        assertThat(text(refused)).contains("<AWSAccessKeyId>NOBODY</AWSAccessKeyId>");
    }

    @Test
    void aWrongRegionIsToldTheRightOne() throws Exception {
        client.region = "eu-central-1";

        HttpResponse<byte[]> refused = client.get(KEY);

        assertRefused(refused, 400, "AuthorizationHeaderMalformed");
        assertThat(text(refused)).contains("<Region>us-east-1</Region>");
    }

    @Test
    void fifteenMinutesOfSkewAreTheLimit() throws Exception {
        client.now = NOON.minus(Duration.ofMinutes(15));
        assertThat(client.get(KEY).statusCode()).isEqualTo(200);

        client.now = NOON.plus(Duration.ofMinutes(15)).plusSeconds(1);
        assertRefused(client.get(KEY), 403, "RequestTimeTooSkewed");
        client.now = NOON.minus(Duration.ofMinutes(15)).minusSeconds(1);
        assertRefused(client.get(KEY), 403, "RequestTimeTooSkewed");
    }

    @Test
    void noSignatureIsDenied() throws Exception {
        assertRefused(client.sendUnsigned("GET", KEY, new byte[0], Map.of()), 403, "AccessDenied");
    }

    @Test
    void anotherAuthorizationIsNotSupported() throws Exception {
        assertRefused(
                client.sendUnsigned("GET", KEY, new byte[0], Map.of("authorization", "AWS key:signature")),
                400,
                "InvalidArgument");
        assertRefused(
                client.sendUnsigned("GET", KEY, new byte[0], Map.of("authorization", "AWS4-HMAC-SHA256 nonsense")),
                400,
                "AuthorizationHeaderMalformed");
    }

    @Test
    void aSignatureIsGoodForItsRequestOnly() throws Exception {
        Map<String, String> headers = client.signed("GET", KEY, new byte[0], Map.of());

        assertThat(client.sendUnsigned("GET", KEY, new byte[0], headers).statusCode())
                .isEqualTo(200);
        assertRefused(client.sendUnsigned("GET", "/backups/other", new byte[0], headers), 403, "SignatureDoesNotMatch");
        assertRefused(client.sendUnsigned("GET", KEY + "?x=1", new byte[0], headers), 403, "SignatureDoesNotMatch");
        assertRefused(client.sendUnsigned("DELETE", KEY, new byte[0], headers), 403, "SignatureDoesNotMatch");
        assertThat(server.get("folder/key")).isPresent();
    }

    @Test
    void everyAmzHeaderMustBeSigned() throws Exception {
        Map<String, String> headers = new HashMap<>(client.signed("GET", KEY, new byte[0], Map.of()));
        headers.put("x-amz-extra", "unsigned");

        HttpResponse<byte[]> refused = client.sendUnsigned("GET", KEY, new byte[0], headers);

        assertRefused(refused, 403, "AccessDenied");
        assertThat(text(refused)).contains("<HeadersNotSigned>x-amz-extra</HeadersNotSigned>");
    }

    @Test
    void theBodyMustHaveTheSignedHash() throws Exception {
        Map<String, String> headers = client.signed("PUT", KEY, utf8("signed"), Map.of());

        assertRefused(client.sendUnsigned("PUT", KEY, utf8("forged"), headers), 400, "XAmzContentSHA256Mismatch");
        assertThat(server.get("folder/key")).hasValue(utf8("secret content"));
        assertThat(client.sendUnsigned("PUT", KEY, utf8("signed"), headers).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anUnsignedBodyIsAcceptedWhenItSaysSo() throws Exception {
        Map<String, String> unsigned = Map.of("x-amz-content-sha256", "UNSIGNED-PAYLOAD");

        assertThat(client.send("PUT", KEY, utf8("anything"), unsigned).statusCode())
                .isEqualTo(200);
    }

    @Test
    void otherChunksThanSdksSendAreNotImplemented() throws Exception {
        Map<String, String> streaming = Map.of("x-amz-content-sha256", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD");

        assertRefused(client.send("PUT", KEY, utf8("chunk"), streaming), 501, "NotImplemented");
    }

    @Test
    void unsignedChunksNeedTheirChecksum() throws Exception {
        Map<String, String> streaming = Map.of(
                "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "x-amz-decoded-content-length", "9",
                "x-amz-trailer", "x-amz-checksum-crc32");
        // crc32("123456789") is cbf43926: the check value of every table of CRCs.
        String right = "5\r\n12345\r\n4\r\n6789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n";

        assertThat(client.send("PUT", KEY, utf8(right), streaming).statusCode()).isEqualTo(200);
        assertThat(server.get("folder/key")).hasValue(utf8("123456789"));
        assertRefused(client.send("PUT", KEY, utf8(right.replace("6789", "6788")), streaming), 400, "BadDigest");
        assertRefused(
                client.send("PUT", KEY, utf8(right.replace("4\r\n6789", "3\r\n678")), streaming),
                400,
                "IncompleteBody");
        assertRefused(client.send("PUT", KEY, utf8(right.replace("5\r", "500\r")), streaming), 400, "InvalidRequest");
        assertRefused(
                client.send("PUT", KEY, utf8(right.replace("crc32:", "sha1:")), streaming), 400, "InvalidRequest");
    }

    @Test
    void thePayloadHashIsNotOptional() throws Exception {
        Map<String, String> headers = new HashMap<>(client.signed("GET", KEY, new byte[0], Map.of()));
        headers.remove("x-amz-content-sha256");

        assertRefused(client.sendUnsigned("GET", KEY, new byte[0], headers), 400, "InvalidRequest");
    }

    @Test
    void spacesInSignedHeadersCountOnce() throws Exception {
        Map<String, String> headers =
                new HashMap<>(client.signed("GET", KEY, new byte[0], Map.of("x-amz-meta", "a b")));
        headers.put("x-amz-meta", "a    b");

        assertThat(client.sendUnsigned("GET", KEY, new byte[0], headers).statusCode())
                .isEqualTo(200);
    }

    private static void assertRefused(HttpResponse<byte[]> response, int status, String code) {
        assertThat(text(response)).contains("<Code>" + code + "</Code>").doesNotContain("secret content");
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
