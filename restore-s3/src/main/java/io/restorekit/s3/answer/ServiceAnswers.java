package io.restorekit.s3.answer;

import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Translates answers that came, by status and error code. A server's own words are never repeated. */
final class ServiceAnswers {
    private static final Set<String> THROTTLED = Set.of(
            "SlowDown",
            "SlowDownRead",
            "SlowDownWrite",
            "Throttling",
            "ThrottlingException",
            "TooManyRequests",
            "RequestLimitExceeded",
            "BandwidthLimitExceeded");

    /** Refusals that come with another status than 401 and 403. */
    private static final Set<String> REFUSED = Set.of(
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "AccessDenied",
            "AllAccessDisabled",
            "InvalidBucketName");

    private static final Set<String> OTHER_REGION = Set.of(
            "PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraint");

    /** Codes as stores write them; a key, token or signature sent back in their place does not look like this. */
    private static final Pattern CODE = Pattern.compile("(?:[A-Z]{1,3}[a-z]+){1,8}");

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-[a-z]{3,12}){1,3}-\\d{1,2}");

    private final Clock clock;

    ServiceAnswers(Clock clock) {
        this.clock = clock;
    }

    TargetException translate(AwsServiceException answer, String what) {
        int status = answer.statusCode();
        String code = code(answer);
        String said =
                what + ": the store answered " + status + (CODE.matcher(code).matches() ? " " + code : "");
        if (code.equals("RequestTimeTooSkewed")) {
            return unavailable(Cause.CLOCK_SKEW, said + ": set the clock of this machine", answer);
        }
        if (status == 429 || THROTTLED.contains(code)) {
            return unavailable(Cause.THROTTLED, said, answer);
        }
        if (status >= 500) {
            return unavailable(Cause.SERVER_ERROR, said, answer);
        }
        if (status == 408 || code.equals("RequestTimeout")) {
            return unavailable(Cause.TIMED_OUT, said, answer);
        }
        if (status == 404) {
            return notFound(code, said, answer);
        }
        if (status == 301 || status == 307 || status == 308 || OTHER_REGION.contains(code)) {
            return new Refused(said + ": " + regionAdvice(answer), null);
        }
        if (status == 401 || status == 403 || status == 407 || REFUSED.contains(code)) {
            return new Refused(said + ": " + advice(status), null);
        }
        return unavailable(Cause.OTHER, said, answer);
    }

    /** Only the store's own words count: a gateway in front of it says 404 too. */
    private TargetException notFound(String code, String said, AwsServiceException answer) {
        return switch (code) {
            case "NoSuchKey" -> new Missing(said, null);
            case "NoSuchBucket" -> new Refused(said + ": check the bucket in the backup URL and the endpoint", null);
            default -> unavailable(Cause.OTHER, said + ", which does not say that the object is missing", answer);
        };
    }

    private Unavailable unavailable(Cause reason, String words, AwsServiceException answer) {
        Optional<Duration> retryAfter =
                header(answer, "Retry-After").flatMap(text -> RetryAfter.parse(text, clock.instant()));
        return new Unavailable(reason, words, null, retryAfter);
    }

    private static String advice(int status) {
        return status == 407
                ? "the proxy wants a user and password: put them into HTTP_PROXY or HTTPS_PROXY"
                : "check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and the permissions that they give";
    }

    private static String regionAdvice(AwsServiceException answer) {
        return header(answer, "x-amz-bucket-region")
                .filter(region -> REGION.matcher(region).matches())
                .map(region -> "the bucket is in the region " + region + ": write s3://bucket@" + region + "/path")
                .orElse("the bucket is elsewhere: check the region in the backup URL and AWS_ENDPOINTS");
    }

    private static String code(AwsServiceException answer) {
        return details(answer).map(AwsErrorDetails::errorCode).orElse("");
    }

    private static Optional<String> header(AwsServiceException answer, String name) {
        Optional<SdkHttpResponse> response = details(answer).map(AwsErrorDetails::sdkHttpResponse);
        return response.flatMap(http -> http.firstMatchingHeader(name));
    }

    private static Optional<AwsErrorDetails> details(AwsServiceException answer) {
        return Optional.ofNullable(answer.awsErrorDetails());
    }
}
