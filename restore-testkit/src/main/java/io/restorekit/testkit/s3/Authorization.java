package io.restorekit.testkit.s3;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Authorization header of signature version 4.
 *
 * @param date the day of the credential's scope, yyyyMMdd
 * @param signedHeaders in lower case, in the order given
 * @param signature 64 hex digits
 */
record Authorization(
        String accessKey, String date, String region, String service, List<String> signedHeaders, String signature) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Pattern FORM = Pattern.compile(ALGORITHM
            + "\\s+Credential=([^/,\\s]+)/(\\d{8})/([^/,\\s]+)/([^/,\\s]+)/aws4_request\\s*,"
            + "\\s*SignedHeaders=([^,\\s]+)\\s*,\\s*Signature=([0-9a-f]{64})");

    static Authorization parse(String header) throws S3Error {
        if (!header.startsWith(ALGORITHM)) {
            throw new S3Error(400, "InvalidArgument", "Unsupported Authorization Type");
        }
        Matcher form = FORM.matcher(header.strip());
        if (!form.matches()) {
            throw new S3Error(400, "AuthorizationHeaderMalformed", "The authorization header is malformed");
        }
        return new Authorization(
                form.group(1),
                form.group(2),
                form.group(3),
                form.group(4),
                List.of(form.group(5).split(";")),
                form.group(6));
    }

    /** What the signing key is bound to. */
    String scope() {
        return date + "/" + region + "/" + service + "/aws4_request";
    }
}
