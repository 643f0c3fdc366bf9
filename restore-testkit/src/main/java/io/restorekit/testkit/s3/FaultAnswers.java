package io.restorekit.testkit.s3;

import java.util.Map;

/** Answers that a fault makes or changes. */
final class FaultAnswers {
    private FaultAnswers() {}

    static HttpAnswer of(S3Fault.Status fault, String resource, String requestId) {
        HttpAnswer answer = fault.errorCode().isEmpty()
                ? new HttpAnswer(fault.status(), Map.of(), new byte[0])
                : new S3Error(fault.status(), fault.errorCode(), "Injected by the test.").answer(resource, requestId);
        return fault.retryAfter()
                .map(time -> answer.withHeader("Retry-After", String.valueOf(time.toSeconds())))
                .orElse(answer);
    }

    static HttpAnswer of(S3Fault.Replace fault) {
        return new HttpAnswer(200, Map.of("Content-Type", "text/html"), fault.body());
    }

    static HttpAnswer altered(HttpAnswer answer, S3Fault fault) {
        if (fault instanceof S3Fault.Corrupt && answer.body().length > 0) {
            byte[] body = answer.body().clone();
            body[body.length / 2] ^= 1;
            return answer.withBody(body);
        }
        return answer;
    }
}
