package io.restorekit.testkit.s3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A body in chunks ({@code Content-Encoding: aws-chunked}), as SDKs send it: each chunk is signed over the signature before
 * it, and what the sender computed on the way comes last, in trailers.
 */
final class ChunkedBody {
    private static final String UNSIGNED = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static final String SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String SIGNED_WITH_TRAILER = SIGNED + "-TRAILER";

    private static final String CHUNK_SIGNATURE = "chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";
    private static final int LONGEST_LINE = 1024;

    private final byte[] body;
    private final Optional<ChunkSignatures> signatures;
    private final boolean hasTrailers;
    private int at;

    private ChunkedBody(byte[] body, Optional<ChunkSignatures> signatures, boolean hasTrailers) {
        this.body = body;
        this.signatures = signatures;
        this.hasTrailers = hasTrailers;
    }

    /**
     * The content.
     *
     * @param payload what {@code x-amz-content-sha256} says
     */
    static byte[] decode(HttpRequest request, String payload, ChunkSignatures signatures) throws S3Error {
        ChunkedBody body = switch (payload) {
            case UNSIGNED -> new ChunkedBody(request.body(), Optional.empty(), true);
            case SIGNED -> new ChunkedBody(request.body(), Optional.of(signatures), false);
            case SIGNED_WITH_TRAILER -> new ChunkedBody(request.body(), Optional.of(signatures), true);
            default -> throw S3Error.notImplemented("x-amz-content-sha256: " + payload);
        };
        byte[] content = body.content();
        String length = request.header("x-amz-decoded-content-length").orElse("");
        if (!length.equals(String.valueOf(content.length))) {
            throw new S3Error(400, "IncompleteBody", "The request body has not the length that its header says")
                    .with("NumberBytesExpected", length)
                    .with("NumberBytesProvided", String.valueOf(content.length));
        }
        body.checkTrailers(content, request.header("x-amz-trailer").orElse(""));
        return content;
    }

    private byte[] content() throws S3Error {
        ByteArrayOutputStream content = new ByteArrayOutputStream(body.length);
        byte[] chunk = chunk();
        while (chunk.length > 0) {
            content.writeBytes(chunk);
            chunk = chunk();
        }
        return content.toByteArray();
    }

    private byte[] chunk() throws S3Error {
        String[] head = line().split(";", 2);
        if (!head[0].matches("[0-9a-fA-F]{1,7}")) {
            throw malformed("no length of a chunk");
        }
        int length = Integer.parseInt(head[0], 16);
        if (length > body.length - at) {
            throw malformed("a chunk is longer than the body");
        }
        byte[] chunk = Arrays.copyOfRange(body, at, at + length);
        at += length;
        if (signatures.isPresent()) {
            String claimed = head.length == 2 ? head[1] : "";
            if (!claimed.startsWith(CHUNK_SIGNATURE)) {
                throw malformed("a chunk is not signed");
            }
            signatures.get().checkChunk(chunk, claimed.substring(CHUNK_SIGNATURE.length()));
        }
        if (length > 0 && !line().isEmpty()) {
            throw malformed("a chunk does not end where it should");
        }
        return chunk;
    }

    private void checkTrailers(byte[] content, String announced) throws S3Error {
        if (!hasTrailers) {
            return;
        }
        Map<String, String> trailers = trailers();
        Optional<String> signature = Optional.ofNullable(trailers.remove(TRAILER_SIGNATURE));
        if (!String.join(",", trailers.keySet()).equalsIgnoreCase(announced)) {
            throw malformed("other trailers than x-amz-trailer announces");
        }
        if (signatures.isPresent()) {
            signatures.get().checkTrailers(trailers, signature.orElse(""));
        }
        for (Map.Entry<String, String> trailer : trailers.entrySet()) {
            Checksum.check(trailer.getKey(), trailer.getValue(), content);
        }
    }

    private Map<String, String> trailers() throws S3Error {
        Map<String, String> trailers = new LinkedHashMap<>();
        String line = line();
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw malformed("no trailer");
            }
            trailers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
            line = line();
        }
        return trailers;
    }

    private String line() throws S3Error {
        int end = at;
        while (end < body.length && body[end] != '\n') {
            end++;
        }
        if (end == body.length || end - at > LONGEST_LINE) {
            throw malformed("a line is cut off or too long");
        }
        String line = new String(body, at, end - at, StandardCharsets.ISO_8859_1).stripTrailing();
        at = end + 1;
        return line;
    }

    private static S3Error malformed(String what) {
        return new S3Error(400, "InvalidRequest", "The chunked body is malformed: " + what);
    }
}
