package io.restorekit.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.restorekit.s3.Fixtures.CREDENTIALS;
import static io.restorekit.s3.Fixtures.bytes;
import static io.restorekit.s3.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.TargetObject;
import io.restorekit.testkit.net.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server sends back all that it was sent, in every place that a client could repeat. */
class SecrecyTest {
    @RegisterExtension
    static final WireMockExtension STORE = WireMockExtension.newInstance()
            .options(options().dynamicPort().globalTemplating(true))
            .build();

    private static final String SENT = "{{request.headers.Authorization}} {{request.headers.X-Amz-Security-Token}} "
            + "{{request.headers.X-Amz-Content-Sha256}}";

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 403, 404, 407, 500, 503})
    void anEchoInAnErrorIsNotRepeated(int status) {
        STORE.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("x-amz-bucket-region", SENT)
                        .withHeader("x-amz-request-id", SENT)
                        .withHeader("Retry-After", SENT)
                        .withBody("<Error><Code>" + SENT + "</Code><Message>" + SENT + "</Message><RequestId>" + SENT
                                + "</RequestId></Error>")));
        try (BackupTarget target =
                Fixtures.open(settings("http://127.0.0.1:" + STORE.getPort()).build())) {
            assertTellsNothing(target);
        }
        assertThat(STORE.getAllServeEvents().get(0).getResponse().getBodyAsString())
                .as("the server did echo")
                .contains("Signature=")
                .contains("tokenSeenNowhere");
    }

    @Test
    void anEchoInPlaceOfHttpIsNotRepeated() throws IOException {
        ByteArrayOutputStream echoed = new ByteArrayOutputStream();
        try (RawServer server = RawServer.plain(connection -> echo(connection, echoed));
                BackupTarget target = Fixtures.open(settings(server.endpoint()).build())) {
            assertTellsNothing(target);
        }
        assertThat(echoed.toString(StandardCharsets.UTF_8)).contains("tokenSeenNowhere");
    }

    @Test
    void anEchoInTheStatusLineIsNotRepeated() throws IOException {
        String secret = CREDENTIALS.sessionToken().orElseThrow();
        try (RawServer server = RawServer.http(connection -> connection
                        .getOutputStream()
                        .write(bytes("HTTP/" + secret + " " + secret + " " + secret + "\r\n" + secret + "\r\n\r\n")));
                BackupTarget target = Fixtures.open(settings(server.endpoint()).build())) {
            assertTellsNothing(target);
        }
    }

    @Test
    void anEchoInAHeaderThatIsParsedIsNotRepeated() throws IOException {
        String secret = CREDENTIALS.sessionToken().orElseThrow();
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + secret + "\r\n" + secret + "\r\n\r\n";
        try (RawServer server = RawServer.http(
                        connection -> connection.getOutputStream().write(bytes(head)));
                BackupTarget target = Fixtures.open(settings(server.endpoint()).build())) {
            assertTellsNothing(target);
        }
    }

    @Test
    void anEchoInTheBodysOwnFormIsNotRepeated() throws Exception {
        String secret = CREDENTIALS.sessionToken().orElseThrow();
        String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + secret + "\r\n";
        try (RawServer server = RawServer.http(
                        connection -> connection.getOutputStream().write(bytes(answer)));
                BackupTarget target = Fixtures.open(settings(server.endpoint()).build());
                TargetObject object = target.open(Fixtures.KEY)) {
            assertThatThrownBy(() -> object.body().readAllBytes())
                    .hasStackTraceContaining("the body broke off")
                    .satisfies(failure -> {
                        StringWriter text = new StringWriter();
                        failure.printStackTrace(new PrintWriter(text, true));
                        assertThat(text.toString()).doesNotContain(secret);
                    });
        }
    }

    private static void echo(Socket connection, ByteArrayOutputStream echoed) throws IOException {
        InputStream in = connection.getInputStream();
        byte[] buffer = new byte[64 << 10];
        int got = in.read(buffer);
        echoed.write(buffer, 0, got);
        connection.getOutputStream().write(buffer, 0, got);
    }

    private static void assertTellsNothing(BackupTarget target) {
        Exception failure = Fixtures.failureOf(target);
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        text.append(target.describe()).append(target.notice().orElse("")).append(target.toString());
        assertThat(text.toString())
                .contains("could not be read")
                .doesNotContainIgnoringCase("SeenNowhere")
                .doesNotContain(CREDENTIALS.accessKeyId())
                .doesNotContain("Signature=")
                .doesNotContain("AWS4-HMAC");
    }
}
