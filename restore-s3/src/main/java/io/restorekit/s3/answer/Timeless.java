package io.restorekit.s3.answer;

import software.amazon.awssdk.http.HttpExecuteResponse;

/**
 * Answers without the time that they tell. After a refusal the SDK signs by that time, for the whole JVM: somebody who is
 * not the store could so have the store itself refuse every signature.
 */
public final class Timeless {
    private Timeless() {}

    public static HttpExecuteResponse of(HttpExecuteResponse answer) {
        HttpExecuteResponse.Builder timeless = HttpExecuteResponse.builder()
                .response(answer.httpResponse().toBuilder().removeHeader("Date").build());
        answer.responseBody().ifPresent(timeless::responseBody);
        return timeless.build();
    }
}
