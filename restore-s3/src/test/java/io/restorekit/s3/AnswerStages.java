package io.restorekit.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.restorekit.s3.Fixtures.settings;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.restorekit.s3.Stage.Scene;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Answers that come whole, from a real HTTP server. One for all: it takes half a second to start. */
final class AnswerStages {
    private static final WireMockServer STORE =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    private AnswerStages() {}

    static Stage answer(Reply reply) {
        return altered(right -> reply);
    }

    static Stage answer(int status, String code) {
        return answer(Reply.error(status, code));
    }

    /** Points elsewhere, where all would be well: a client that follows makes a second request. */
    static Stage redirect(Reply reply) {
        return altered(right -> reply.with("Location", "http://127.0.0.1:" + STORE.port() + "/elsewhere"));
    }

    /** @param change what becomes of the right answer */
    static Stage altered(UnaryOperator<Reply> change) {
        return operation -> {
            if (!STORE.isRunning()) {
                STORE.start();
            }
            STORE.resetAll();
            STORE.stubFor(any(anyUrl()).willReturn(change.apply(operation.reply).forWireMock()));
            STORE.stubFor(any(urlPathMatching("/elsewhere")).willReturn(operation.reply.forWireMock()));
            return new Scene(
                    settings("http://127.0.0.1:" + STORE.port()).readTimeout(Duration.ofSeconds(10)),
                    () -> STORE.getAllServeEvents().size(),
                    () -> {});
        };
    }
}
