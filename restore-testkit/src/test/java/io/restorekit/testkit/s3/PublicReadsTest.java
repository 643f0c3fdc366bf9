package io.restorekit.testkit.s3;

import static io.restorekit.testkit.s3.SigningClient.text;
import static io.restorekit.testkit.s3.SigningClient.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bucket that everybody may read. */
class PublicReadsTest {
    private static final String KEY = "/backups/key";

    private final S3Server server = S3Server.open(S3Settings.DEFAULT.withPublicReads(true));
    private final SigningClient client = new SigningClient(server);

    PublicReadsTest() {
        server.put("key", utf8("content"));
    }

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    @Test
    void unsignedReadsAndListingsAreAnswered() throws Exception {
        assertThat(text(unsigned("GET", KEY))).isEqualTo("content");
        assertThat(unsigned("HEAD", KEY).statusCode()).isEqualTo(200);
        assertThat(unsigned("HEAD", "/backups").statusCode()).isEqualTo(200);
        assertThat(text(unsigned("GET", "/backups?list-type=2"))).contains("<Key>key</Key>");
        assertThat(unsigned("GET", "/backups/absent").statusCode()).isEqualTo(404);
    }

    @Test
    void unsignedWritesAreRefused() throws Exception {
        assertThat(unsigned("PUT", "/backups/new").statusCode()).isEqualTo(403);
        assertThat(unsigned("DELETE", KEY).statusCode()).isEqualTo(403);
        assertThat(server.keys("")).containsExactly("key");
    }

    @Test
    void aSignatureThatIsThereMustBeRight() throws Exception {
        assertThat(client.get(KEY).statusCode()).isEqualTo(200);
        client.secretKey = "wrong";
        assertThat(client.get(KEY).statusCode()).isEqualTo(403);
    }

    @Test
    void withoutTheSettingNothingIsReadUnsigned() throws Exception {
        try (S3Server other = S3Server.open()) {
            HttpResponse<byte[]> refused = new SigningClient(other).sendUnsigned("GET", KEY, new byte[0], Map.of());
            assertThat(refused.statusCode()).isEqualTo(403);
        }
    }

    private HttpResponse<byte[]> unsigned(String method, String path) throws Exception {
        return client.sendUnsigned(method, path, new byte[0], Map.of());
    }
}
