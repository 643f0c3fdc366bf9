package io.restorekit.testkit.s3;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/** The chain of signatures in a chunked body: each is made over the one before, the first over that of the request. */
final class ChunkSignatures {
    private static final String NOTHING = Hashes.sha256(new byte[0]);

    private final byte[] key;
    private final String dateAndScope;
    private String previous;

    ChunkSignatures(byte[] key, String date, Authorization authorization) {
        this.key = key.clone();
        this.dateAndScope = date + '\n' + authorization.scope() + '\n';
        this.previous = authorization.signature();
    }

    void checkChunk(byte[] chunk, String claimed) throws S3Error {
        check(
                "AWS4-HMAC-SHA256-PAYLOAD\n" + dateAndScope + previous + '\n' + NOTHING + '\n' + Hashes.sha256(chunk),
                claimed);
    }

    void checkTrailers(Map<String, String> trailers, String claimed) throws S3Error {
        String lines = trailers.entrySet().stream()
                .map(trailer -> trailer.getKey() + ':' + trailer.getValue() + '\n')
                .collect(Collectors.joining());
        check(
                "AWS4-HMAC-SHA256-TRAILER\n" + dateAndScope + previous + '\n' + Hashes.sha256(Hashes.utf8(lines)),
                claimed);
    }

    private void check(String toSign, String claimed) throws S3Error {
        String expected = HexFormat.of().formatHex(Hashes.hmacSha256(key, toSign));
        if (!MessageDigest.isEqual(Hashes.utf8(expected), Hashes.utf8(claimed))) {
            throw new S3Error(
                            403,
                            "SignatureDoesNotMatch",
                            "The signature of a chunk, or of the trailers, does not match the one you provided.")
                    .with("StringToSign", toSign)
                    .with("SignatureProvided", claimed);
        }
        previous = expected;
    }
}
