package io.restorekit.testkit.s3;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests by its own reading of the protocol, so that the server's reading is checked against another. */
final class SigningClient {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;
    String accessKey = S3Settings.DEFAULT.accessKey();
    String secretKey = S3Settings.DEFAULT.secretKey();
    String region = S3Settings.DEFAULT.region();
    Instant now = Clock.systemUTC().instant();

    SigningClient(S3Server server) {
        this.endpoint = server.endpoint();
    }

    HttpResponse<byte[]> get(String pathAndQuery) throws Exception {
        return send("GET", pathAndQuery, new byte[0], Map.of());
    }

    HttpResponse<byte[]> put(String path, byte[] body) throws Exception {
        return send("PUT", path, body, Map.of());
    }

    /** Signs and sends; the extra headers are signed too and replace those that it would send. */
    HttpResponse<byte[]> send(String method, String pathAndQuery, byte[] body, Map<String, String> extra)
            throws Exception {
        return sendUnsigned(method, pathAndQuery, body, signed(method, pathAndQuery, body, extra));
    }

    HttpResponse<byte[]> sendUnsigned(String method, String pathAndQuery, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = java.net.http.HttpRequest.newBuilder(URI.create(endpoint + pathAndQuery))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach((name, value) -> {
            if (!name.equals("host")) {
                request.header(name, value);
            }
        });
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** All headers of the request, with Authorization and host. */
    Map<String, String> signed(String method, String pathAndQuery, byte[] body, Map<String, String> extra)
            throws Exception {
        String time = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(now);
        TreeMap<String, String> headers = new TreeMap<>(
                Map.of("host", endpoint.getAuthority(), "x-amz-date", time, "x-amz-content-sha256", sha256(body)));
        headers.putAll(extra);
        String names = String.join(";", headers.keySet());
        String canonical = canonical(method, pathAndQuery, headers, names);
        String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(utf8(canonical));
        byte[] key = utf8("AWS4" + secretKey);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        headers.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                        + HexFormat.of().formatHex(hmac(key, toSign)));
        return headers;
    }

    private static String canonical(String method, String pathAndQuery, Map<String, String> headers, String names) {
        String[] parts = pathAndQuery.split("\\?", 2);
        String query = parts.length == 1
                ? ""
                : Arrays.stream(parts[1].split("&"))
                        .map(pair -> pair.contains("=") ? pair : pair + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        return String.join("\n", method, parts[0], query, lines, names, headers.get("x-amz-content-sha256"));
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(utf8(text));
    }
}
