package io.restorekit.testkit.s3;

import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;

/** Whether a request is signed by the one who has the secret (signature version 4, in the Authorization header). */
final class SignatureCheck {
    private static final Duration GREATEST_SKEW = Duration.ofMinutes(15);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final S3Settings settings;
    private volatile Accepted accepted;

    /** The one pair of keys that counts now. */
    private record Accepted(String accessKey, String secretKey) {}

    SignatureCheck(S3Settings settings) {
        this.settings = settings;
        this.accepted = new Accepted(settings.accessKey(), settings.secretKey());
    }

    void accept(String accessKey, String secretKey) {
        accepted = new Accepted(accessKey, secretKey);
    }

    /** The request with its content as body. */
    HttpRequest checked(HttpRequest request) throws S3Error {
        String header =
                request.header("authorization").orElseThrow(() -> new S3Error(403, "AccessDenied", "Access Denied"));
        Authorization authorization = Authorization.parse(header);
        Accepted now = accepted;
        checkScope(authorization, now);
        String date = checkDate(request, authorization);
        checkSignedHeaders(request, authorization.signedHeaders());
        String payloadHash = request.header("x-amz-content-sha256")
                .orElseThrow(() -> new S3Error(
                        400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256"));
        checkSignature(request, authorization, now.secretKey(), date, payloadHash);
        if (payloadHash.startsWith("STREAMING-")) {
            byte[] key = signingKey(authorization, now.secretKey());
            return request.withBody(
                    ChunkedBody.decode(request, payloadHash, new ChunkSignatures(key, date, authorization)));
        }
        checkPayload(request, payloadHash);
        return request;
    }

    private void checkScope(Authorization authorization, Accepted now) throws S3Error {
        if (!authorization.accessKey().equals(now.accessKey())) {
            throw new S3Error(
                            403,
                            "InvalidAccessKeyId",
                            "The AWS Access Key Id you provided does not exist in our records.")
                    .with("AWSAccessKeyId", authorization.accessKey());
        }
        if (!authorization.region().equals(settings.region())) {
            throw new S3Error(
                            400,
                            "AuthorizationHeaderMalformed",
                            "The authorization header is malformed; the region '" + authorization.region()
                                    + "' is wrong; expecting '" + settings.region() + "'")
                    .with("Region", settings.region());
        }
        if (!authorization.service().equals("s3")) {
            throw new S3Error(
                    400,
                    "AuthorizationHeaderMalformed",
                    "The authorization header is malformed; incorrect service \"" + authorization.service()
                            + "\". This endpoint belongs to \"s3\".");
        }
    }

    private String checkDate(HttpRequest request, Authorization authorization) throws S3Error {
        String date = request.header("x-amz-date").orElse("");
        Instant now = settings.clock().instant();
        Instant signed;
        try {
            signed = Instant.from(DATE.parse(date));
        } catch (DateTimeException e) {
            throw new S3Error(403, "AccessDenied", "AWS authentication requires a valid Date or x-amz-date header");
        }
        if (Duration.between(signed, now).abs().compareTo(GREATEST_SKEW) > 0) {
            throw new S3Error(
                            403,
                            "RequestTimeTooSkewed",
                            "The difference between the request time and the current time is too large.")
                    .with("RequestTime", date)
                    .with("ServerTime", now.toString())
                    .with("MaxAllowedSkewMilliseconds", String.valueOf(GREATEST_SKEW.toMillis()));
        }
        if (!date.startsWith(authorization.date())) {
            throw new S3Error(
                    400, "AuthorizationHeaderMalformed", "Invalid credential date; it is not that of x-amz-date.");
        }
        return date;
    }

    private static void checkSignedHeaders(HttpRequest request, List<String> signed) throws S3Error {
        List<String> unsigned = request.headers().keySet().stream()
                .filter(name -> name.equals("host") || name.startsWith("x-amz-"))
                .filter(name -> !signed.contains(name))
                .toList();
        if (!unsigned.isEmpty()) {
            throw new S3Error(403, "AccessDenied", "There were headers present in the request which were not signed")
                    .with("HeadersNotSigned", String.join(", ", unsigned));
        }
    }

    private static void checkSignature(
            HttpRequest request, Authorization authorization, String secret, String date, String payloadHash)
            throws S3Error {
        String canonical = CanonicalRequest.of(request, authorization.signedHeaders(), payloadHash);
        String toSign = "AWS4-HMAC-SHA256\n" + date + '\n' + authorization.scope() + '\n'
                + Hashes.sha256(Hashes.utf8(canonical));
        byte[] expected = Hashes.hmacSha256(signingKey(authorization, secret), toSign);
        if (!MessageDigest.isEqual(expected, HexFormat.of().parseHex(authorization.signature()))) {
            throw new S3Error(
                            403,
                            "SignatureDoesNotMatch",
                            "The request signature we calculated does not match the signature you provided."
                                    + " Check your key and signing method.")
                    .with("AWSAccessKeyId", authorization.accessKey())
                    .with("StringToSign", toSign)
                    .with("SignatureProvided", authorization.signature())
                    .with("CanonicalRequest", canonical);
        }
    }

    private static byte[] signingKey(Authorization authorization, String secret) {
        byte[] key = Hashes.utf8("AWS4" + secret);
        for (String part : authorization.scope().split("/")) {
            key = Hashes.hmacSha256(key, part);
        }
        return key;
    }

    /** The body has the hash that was signed. */
    private static void checkPayload(HttpRequest request, String claimed) throws S3Error {
        if (claimed.equals("UNSIGNED-PAYLOAD")) {
            return;
        }
        String actual = Hashes.sha256(request.body());
        if (!actual.equals(claimed)) {
            throw new S3Error(
                            400,
                            "XAmzContentSHA256Mismatch",
                            "The provided 'x-amz-content-sha256' header does not match what was computed.")
                    .with("ClientComputedContentSHA256", claimed)
                    .with("S3ComputedContentSHA256", actual);
        }
    }
}
