package io.restorekit.testkit.s3;

import static io.restorekit.testkit.s3.SigningClient.text;
import static io.restorekit.testkit.s3.SigningClient.utf8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.testkit.fault.FaultRule;
import io.restorekit.testkit.fault.When;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every fault shows on the wire as it is said, and is gone when it is cleared. */
class FaultsTest {
    private static final String KEY = "/backups/key";
    private static final byte[] CONTENT = utf8("0123456789");

    private final S3Server server = S3Server.open();
    private final SigningClient client = new SigningClient(server);

    FaultsTest() {
        server.put("key", CONTENT);
        server.put("other", CONTENT);
    }

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    @Test
    void aStatusIsAnsweredWithItsErrorAndRetryAfter() throws Exception {
        server.faults().on(S3Request.any(), new S3Fault.Status(503, "SlowDown", Optional.of(Duration.ofSeconds(7))));

        HttpResponse<byte[]> slow = client.get(KEY);

        assertThat(slow.statusCode()).isEqualTo(503);
        assertThat(text(slow)).contains("<Code>SlowDown</Code>");
        assertThat(slow.headers().firstValue("retry-after")).hasValue("7");
    }

    @Test
    void aStatusWithoutACodeHasNoBody() throws Exception {
        server.faults().on(S3Request.any(), new S3Fault.Status(502, ""));

        assertThat(client.get(KEY).statusCode()).isEqualTo(502);
        assertThat(client.get(KEY).body()).isEmpty();
    }

    @Test
    void aStatusKeepsAPutFromHappening() throws Exception {
        server.faults().on(S3Request.all(S3Operation.PUT_OBJECT), new S3Fault.Status(500, "InternalError"));

        client.put(KEY, utf8("new"));

        assertThat(server.get("key")).hasValue(CONTENT);
    }

    @Test
    void aCutBodyIsShorterThanAnnounced() throws Exception {
        server.faults().on(S3Request.get("key"), new S3Fault.CutBody(4));

        assertThatThrownBy(() -> client.get(KEY)).isInstanceOf(IOException.class);
        assertThat(raw()).contains("Content-Length: 10").endsWith("\r\n\r\n0123");
    }

    @Test
    void aCutIsNeverTheWholeBody() throws Exception {
        server.faults().on(S3Request.get("key"), new S3Fault.CutBody(1_000));

        assertThat(raw()).endsWith("\r\n\r\n012345678");
    }

    @Test
    void aStallSendsTheFirstBytesAndThenNothingUntilCleared() throws Exception {
        server.faults().on(S3Request.get("key"), new S3Fault.Stall(4));

        try (Socket socket = send()) {
            InputStream in = socket.getInputStream();
            String head = "";
            while (!head.endsWith("\r\n\r\n0123")) {
                head += (char) in.read();
            }
            socket.setSoTimeout(100);
            assertThatThrownBy(in::read).hasMessageContaining("timed out");
            socket.setSoTimeout(10_000);
            server.faults().clear();
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void aHungRequestEndsWithoutAnAnswerWhenFaultsAreCleared() throws Exception {
        server.faults().on(S3Request.get("key"), new S3Fault.Hang());

        try (Socket socket = send()) {
            socket.setSoTimeout(100);
            assertThatThrownBy(() -> socket.getInputStream().read()).hasMessageContaining("timed out");
            socket.setSoTimeout(10_000);
            server.faults().clear();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(server.requests().get(0).status()).isZero();
    }

    @Test
    void aHungRequestEndsWhenTheServerStops() {
        server.faults().on(S3Request.get("key"), new S3Fault.Hang());
        CompletableFuture<HttpResponse<byte[]>> hung = later();
        Awaitility.await().until(() -> server.faults().fired() == 1);

        server.stop();

        assertThatThrownBy(() -> hung.get(10, SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void aResetIsAResetAndNotAnEnd() throws Exception {
        server.faults().on(S3Request.get("key"), new S3Fault.Reset());

        try (Socket socket = send()) {
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aDelayedAnswerIsTheRightOne() {
        server.faults().on(S3Request.get("key"), new S3Fault.Delay(Duration.ofMinutes(10)));
        CompletableFuture<HttpResponse<byte[]>> delayed = later();
        Awaitility.await().until(() -> server.faults().fired() == 1);
        assertThat(server.requests()).isEmpty();

        server.faults().clear();

        assertThat(delayed)
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(answer -> assertThat(answer.body()).isEqualTo(CONTENT));
    }

    @Test
    void aDelayPasses() throws Exception {
        server.faults().on(S3Request.get("key"), new S3Fault.Delay(Duration.ofMillis(20)));

        assertThat(client.get(KEY).body()).isEqualTo(CONTENT);
    }

    @Test
    void aCorruptBodyDiffersInOneBit() throws Exception {
        server.faults().on(S3Request.get("key"), 1, new S3Fault.Corrupt());

        assertThat(text(client.get(KEY))).isEqualTo("0123446789");
        assertThat(text(client.get(KEY))).isEqualTo("0123456789");
        assertThat(server.get("key")).hasValue(CONTENT);
    }

    @Test
    void aReplacedBodyComesWithSuccess() throws Exception {
        server.faults().on(S3Request.get("absent"), new S3Fault.Replace(utf8("<html>log in</html>")));

        HttpResponse<byte[]> page = client.get("/backups/absent");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(text(page)).isEqualTo("<html>log in</html>");
    }

    @Test
    void whatIsReplacedWritesAndDeletesNothing() throws Exception {
        server.faults().on(S3Request.any(), new S3Fault.Replace(utf8("<html>log in</html>")));

        assertThat(client.put(KEY, utf8("new")).statusCode()).isEqualTo(200);
        assertThat(client.send("DELETE", KEY, new byte[0], Map.of()).statusCode())
                .isEqualTo(200);

        assertThat(server.get("key")).hasValue(CONTENT);
    }

    @Test
    void whatHasNoBodyIsNotCorruptedAndNotCountedAsSuch() throws Exception {
        FaultRule first = server.faults().on(S3Request.any(), 1, new S3Fault.Corrupt());

        client.send("HEAD", KEY, new byte[0], Map.of());
        client.put(KEY, CONTENT);
        assertThat(server.faults().unfired()).hasSize(1);

        assertThat(text(client.get(KEY))).isEqualTo("0123446789");
        assertThat(first.fired()).isEqualTo(1);
    }

    @Test
    void aRuleMeetsWhatItNamesAsOftenAsItSays() throws Exception {
        server.faults().on(S3Request.get("key"), 2, new S3Fault.Status(500, "InternalError"));

        assertThat(client.get("/backups/other").statusCode()).isEqualTo(200);
        assertThat(client.get(KEY).statusCode()).isEqualTo(500);
        assertThat(client.get(KEY).statusCode()).isEqualTo(500);
        assertThat(client.get(KEY).statusCode()).isEqualTo(200);
        assertThat(server.faults().fired()).isEqualTo(2);
        assertThat(server.gets("key")).isEqualTo(1);
    }

    @Test
    void aFunctionDecidesEachTime() throws Exception {
        server.faults()
                .decide(request ->
                        request.key().equals("key") ? Optional.of(new S3Fault.Status(500, "")) : Optional.empty());

        assertThat(client.get(KEY).statusCode()).isEqualTo(500);
        assertThat(client.get("/backups/other").statusCode()).isEqualTo(200);
    }

    @Test
    void aFaultThatNeverCameIsNamed() throws Exception {
        server.faults().on(S3Request.getEndingWith("y"), new S3Fault.Corrupt());
        server.faults().on(S3Request.get("never"), new S3Fault.Hang());

        client.get(KEY);

        assertThat(server.faults().unfired()).containsExactly("Hang[]");
    }

    @Test
    void requestsAreChosenByTheirNumberAndEachRuleCountsItsOwn() throws Exception {
        server.put("a.blk", CONTENT);
        server.put("a.cfg", CONTENT);
        FaultRule blocks = server.faults()
                .on(When.that(S3Request.blocks()).after(1).every(2).times(2), new S3Fault.Status(500, "InternalError"));
        FaultRule configs =
                server.faults().on(When.that(S3Request.configs()).nth(1), new S3Fault.Status(503, "SlowDown"));
        FaultRule listings = server.faults().on(S3Request.listings(), new S3Fault.Status(403, "AccessDenied"));

        List<Integer> statuses = new ArrayList<>();
        for (int request = 0; request < 8; request++) {
            statuses.add(client.get("/backups/a.blk").statusCode());
        }

        assertThat(statuses).containsExactly(200, 200, 500, 200, 500, 200, 200, 200);
        assertThat(client.get("/backups/a.cfg").statusCode()).isEqualTo(503);
        assertThat(client.get("/backups/a.cfg").statusCode()).isEqualTo(200);
        assertThat(client.get("/backups?list-type=2").statusCode()).isEqualTo(403);
        listings.remove();
        assertThat(client.get("/backups?list-type=2").statusCode()).isEqualTo(200);
        assertThat(blocks.fired()).isEqualTo(2);
        assertThat(configs.fired()).isEqualTo(1);
        assertThat(listings.fired()).isEqualTo(1);
        assertThat(server.faults().fired()).isEqualTo(4);
    }

    @Test
    void chanceIsDecidedByTheSeed() throws Exception {
        List<Integer> first = byChance(7);

        assertThat(first).contains(200, 500);
        assertThat(byChance(7)).isEqualTo(first);
    }

    private List<Integer> byChance(long seed) throws Exception {
        server.faults().clear();
        server.faults().on(When.that(S3Request.get("key")).withChance(0.5, seed), new S3Fault.Status(500, ""));
        List<Integer> statuses = new ArrayList<>();
        for (int request = 0; request < 12; request++) {
            statuses.add(client.get(KEY).statusCode());
        }
        return statuses;
    }

    @Test
    void droppedConnectionsAreNoticed() throws Exception {
        try (Socket socket = send()) {
            InputStream in = socket.getInputStream();
            in.readNBytes(20);
            server.dropConnections();
            assertThat(in.readAllBytes()).isNotEmpty();
        }
        assertThat(client.get(KEY).statusCode()).isEqualTo(200);
    }

    private CompletableFuture<HttpResponse<byte[]>> later() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return client.get(KEY);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private String raw() throws Exception {
        try (Socket socket = send()) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket send() throws Exception {
        StringBuilder request = new StringBuilder("GET " + KEY + " HTTP/1.1\r\n");
        client.signed("GET", KEY, new byte[0], Map.of())
                .forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.getOutputStream().write(utf8(request + "\r\n"));
        return socket;
    }
}
