package io.restorekit.testkit.s3;

import static io.restorekit.testkit.s3.SigningClient.text;
import static io.restorekit.testkit.s3.SigningClient.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3ServerTest {
    private final S3Server server = S3Server.open();
    private final SigningClient client = new SigningClient(server);

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    @Test
    void anObjectGoesInAndComesOut() throws Exception {
        HttpResponse<byte[]> put = client.put("/backups/a/b.cfg", utf8("content"));
        HttpResponse<byte[]> get = client.get("/backups/a/b.cfg");

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(get.statusCode()).isEqualTo(200);
        assertThat(text(get)).isEqualTo("content");
        assertThat(get.headers().firstValue("etag"))
                .hasValue("\"9a0364b9e99bb480dd25e1f0284c8555\"")
                .isEqualTo(put.headers().firstValue("etag"));
        assertThat(get.headers().firstValue("last-modified").orElse("")).endsWith(" GMT");
        assertThat(get.headers().firstValue("x-amz-request-id")).isPresent();
        assertThat(server.get("a/b.cfg"))
                .hasValueSatisfying(content -> assertThat(content).asString().isEqualTo("content"));
    }

    @Test
    void headTellsTheLengthWithoutTheBody() throws Exception {
        server.put("key", utf8("12345"));

        HttpResponse<byte[]> head = client.send("HEAD", "/backups/key", new byte[0], Map.of());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-length")).hasValue("5");
        assertThat(head.body()).isEmpty();
        assertThat(client.send("HEAD", "/backups/other", new byte[0], Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(client.send("HEAD", "/backups", new byte[0], Map.of()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aDeletedObjectIsGoneAndDeletingAgainIsNoError() throws Exception {
        server.put("key", utf8("x"));

        assertThat(client.send("DELETE", "/backups/key", new byte[0], Map.of()).statusCode())
                .isEqualTo(204);
        assertThat(client.send("DELETE", "/backups/key", new byte[0], Map.of()).statusCode())
                .isEqualTo(204);
        assertThat(client.get("/backups/key").statusCode()).isEqualTo(404);
    }

    @Test
    void missingKeysAndBucketsHaveErrorsOfTheirOwn() throws Exception {
        HttpResponse<byte[]> key = client.get("/backups/no%3Csuch%3E");
        HttpResponse<byte[]> bucket = client.get("/other/key");

        assertThat(key.statusCode()).isEqualTo(404);
        assertThat(text(key)).contains("<Code>NoSuchKey</Code>", "<Key>no&lt;such&gt;</Key>", "<RequestId>");
        assertThat(bucket.statusCode()).isEqualTo(404);
        assertThat(text(bucket)).contains("<Code>NoSuchBucket</Code>", "<BucketName>other</BucketName>");
    }

    @Test
    void rangesArePartsOfTheObject() throws Exception {
        server.put("key", utf8("0123456789"));

        assertThat(range("bytes=2-4")).isEqualTo("206 bytes 2-4/10 234");
        assertThat(range("bytes=7-")).isEqualTo("206 bytes 7-9/10 789");
        assertThat(range("bytes=8-99")).isEqualTo("206 bytes 8-9/10 89");
        assertThat(range("bytes=-3")).isEqualTo("206 bytes 7-9/10 789");
        assertThat(range("bytes=-99")).isEqualTo("206 bytes 0-9/10 0123456789");
        assertThat(range("lines=1-2")).isEqualTo("200  0123456789");
        assertThat(range("bytes=10-")).startsWith("416 ").contains("InvalidRange");
    }

    @Test
    void oddKeysAreKept() throws Exception {
        client.put("/backups/a%20b%2Bc%25d~e/%E6%97%A5%26%3D", utf8("odd"));

        assertThat(server.keys("")).containsExactly("a b+c%d~e/日&=");
        assertThat(text(client.get("/backups/a%20b%2Bc%25d~e/%E6%97%A5%26%3D"))).isEqualTo("odd");
    }

    @Test
    void virtualHostedStyleNamesTheBucketInTheHost() throws Exception {
        server.put("folder/key", utf8("by host"));

        assertThat(getByHost("backups.localhost:" + server.port(), "/folder/key"))
                .startsWith("HTTP/1.1 200")
                .endsWith("by host");
        assertThat(getByHost("backups.s3.example.org", "/folder/key")).startsWith("HTTP/1.1 200");
        assertThat(getByHost("other.localhost", "/folder/key")).contains("NoSuchBucket");
        assertThat(getByHost("localhost", "/backups/folder/key")).startsWith("HTTP/1.1 200");
    }

    @Test
    void whatItDoesNotDoIsNotImplemented() throws Exception {
        assertThat(text(client.get("/backups?prefix=a"))).contains("NotImplemented");
        assertThat(text(client.get("/"))).contains("NotImplemented");
        assertThat(text(client.get("/backups/key?acl"))).contains("NotImplemented");
        assertThat(client.send("POST", "/backups/key?uploads", new byte[0], Map.of())
                        .statusCode())
                .isEqualTo(501);
    }

    @Test
    void aStoppedServerRefusesAndComesBackOnItsPortWithItsObjects() throws Exception {
        server.put("key", utf8("kept"));
        int port = server.port();
        client.get("/backups/key");

        server.stop();
        server.stop();
        assertThatThrownBy(() -> client.get("/backups/key")).isInstanceOf(IOException.class);
        server.start();
        server.start();

        assertThat(server.port()).isEqualTo(port);
        assertThat(text(client.get("/backups/key"))).isEqualTo("kept");
    }

    @Test
    void theLogTellsWhatWasReadHowOften() throws Exception {
        server.put("one", utf8("1"));
        client.get("/backups/one");
        client.get("/backups/one");
        client.get("/backups/absent");

        assertThat(server.gets("one")).isEqualTo(2);
        assertThat(server.gets("absent")).isZero();
        assertThat(server.requests()).extracting(LoggedRequest::sequence).containsExactly(1L, 2L, 3L);
        assertThat(server.requests()).extracting(LoggedRequest::status).containsExactly(200, 200, 404);
        assertThat(server.requests().get(2).request())
                .isEqualTo(new S3Request(S3Operation.GET_OBJECT, "backups", "absent"));

        server.forgetRequests();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aDirectoryIsListedWhileItsObjectsComeAndGo(@TempDir Path directory) {
        try (S3Server served = S3Server.open(S3Settings.DEFAULT.withDirectory(directory))) {
            served.put("stays", utf8("1"));
            CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
                for (int change = 0; change < 1_000; change++) {
                    served.put("comes/" + change % 20, utf8("1"));
                    served.delete("comes/" + (change + 10) % 20);
                }
            });
            while (!changes.isDone()) {
                assertThat(served.keys("")).contains("stays");
            }
            assertThat(changes).isCompleted();
        }
    }

    @Test
    void aDirectoryIsServedAsItIs(@TempDir Path directory) throws Exception {
        Files.createDirectories(directory.resolve("backupstore/volumes"));
        Files.writeString(directory.resolve("backupstore/volumes/volume.cfg"), "{}");
        Files.writeString(directory.resolveSibling("outside"), "not in the bucket");
        try (S3Server served = S3Server.open(S3Settings.DEFAULT.withDirectory(directory))) {
            SigningClient reader = new SigningClient(served);

            assertThat(text(reader.get("/backups/backupstore/volumes/volume.cfg")))
                    .isEqualTo("{}");
            assertThat(reader.get("/backups/backupstore").statusCode()).isEqualTo(404);
            assertThat(reader.get("/backups/../outside").statusCode()).isEqualTo(404);
            assertThat(reader.put("/backups/new/one", utf8("1")).statusCode()).isEqualTo(200);
            assertThat(directory.resolve("new/one")).hasContent("1");
            assertThat(served.keys("")).containsExactly("backupstore/volumes/volume.cfg", "new/one");
            assertThat(served.keys("new/o")).containsExactly("new/one");
            served.delete("new/one");
            assertThat(served.keys("new/")).isEmpty();
        }
    }

    @Test
    void settingsTellNoSecret() {
        assertThat(S3Settings.DEFAULT.toString()).doesNotContain(S3Settings.DEFAULT.secretKey());
    }

    @ParameterizedTest
    @CsvSource({
        "PUT /backups/key HTTP/1.1\\nTransfer-Encoding: chunked, 411, MissingContentLength",
        "PUT /backups/key HTTP/1.1\\nContent-Length: many, 400, BadRequest",
        "PUT /backups/key HTTP/1.1\\nContent-Length: 999999999, 400, BadRequest",
        "PUT /backups/key HTTP/1.1\\nno header, 400, BadRequest",
        "HELO there, 400, BadRequest"
    })
    void whatIsNoRequestIsAnsweredAndEndsTheConnection(String lines, String status, String code) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(utf8(lines.replace("\\n", "\r\n") + "\r\n\r\n"));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 " + status).contains("<Code>" + code + "</Code>");
        }
    }

    private String range(String range) throws Exception {
        HttpResponse<byte[]> part = client.send("GET", "/backups/key", new byte[0], Map.of("range", range));
        return part.statusCode() + " "
                + part.headers().firstValue("content-range").orElse("") + " " + text(part);
    }

    /** The JDK's client sets the Host header itself; this one says any host. */
    private String getByHost(String host, String path) throws Exception {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nconnection: close\r\n");
        client.signed("GET", path, new byte[0], Map.of("host", host))
                .forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(utf8(request + "\r\n"));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
