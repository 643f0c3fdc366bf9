package io.restorekit.testkit.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.testkit.fault.FaultRule;
import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.s3.S3Settings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An HTTP client that knows nothing of faults, and an S3 server behind the network. */
class ProxiedHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final byte[] BLOCK = new byte[100_000];

    private final S3Server server = S3Server.open(S3Settings.DEFAULT.withPublicReads(true));
    private final TcpProxy network = TcpProxy.open(server.port(), 1);
    private final HttpClient client = HttpClient.newHttpClient();

    ProxiedHttpTest() {
        server.put("a.blk", BLOCK);
        server.put("a.cfg", "config".getBytes(US_ASCII));
    }

    @AfterEach
    void closeAll() {
        network.close();
        server.close();
    }

    @Test
    void withoutFaultsBodiesComeWhole() throws Exception {
        for (int request = 0; request < 10; request++) {
            assertThat(get("a.blk")).isEqualTo(BLOCK);
        }
        assertThat(network.bytes(Flow.TO_CLIENT)).isGreaterThan(1_000_000);
        assertThat(server.gets("a.blk")).isEqualTo(10);
    }

    @Test
    void theAnswerToABlockIsResetAndThatToAConfigIsNot() throws Exception {
        FaultRule rule = network.on(new NetMoment.Line(Flow.TO_SERVER, "^GET /backups/.*\\.blk"))
                .does(new NetFault.Reset());

        assertThat(get("a.cfg")).isEqualTo("config".getBytes(US_ASCII));
        assertThatThrownBy(() -> get("a.blk")).isInstanceOf(IOException.class);
        // The JDK's client asks again on its own where the connection had served before.
        assertThat(rule.fired()).isPositive();
        rule.remove();
        assertThat(get("a.blk")).isEqualTo(BLOCK);
    }

    @Test
    void aBodyIsCutInGoodOrder() throws Exception {
        network.on(new NetMoment.Passed(Flow.TO_CLIENT, 50_000)).once().does(new NetFault.End(Flow.BOTH));

        assertThatThrownBy(() -> get("a.blk")).isInstanceOf(IOException.class);
        assertThat(get("a.blk")).isEqualTo(BLOCK);
    }

    @Test
    void oneBitOfABodyIsFlipped() throws Exception {
        network.on(new NetMoment.Passed(Flow.TO_CLIENT, 50_000)).once().does(new NetFault.FlipBit(Flow.TO_CLIENT));

        byte[] damaged = get("a.blk");

        assertThat(damaged).hasSameSizeAs(BLOCK).isNotEqualTo(BLOCK);
        int at = 0;
        while (damaged[at] == BLOCK[at]) {
            at++;
        }
        damaged[at] ^= 1;
        assertThat(Arrays.equals(damaged, BLOCK)).isTrue();
    }

    @Test
    void aRefusedConnectIsOneToo() throws Exception {
        FaultRule refusal = network.does(new NetFault.Refuse());
        assertThatThrownBy(() -> get("a.cfg")).isInstanceOf(ConnectException.class);
        refusal.remove();
        assertThat(get("a.cfg")).isEqualTo("config".getBytes(US_ASCII));
    }

    @Test
    void aBlackHoleIsATimeout() {
        network.does(new NetFault.BlackHole(Flow.TO_CLIENT));
        HttpRequest request = HttpRequest.newBuilder(uri("a.cfg"))
                .timeout(Duration.ofMillis(200))
                .build();

        assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofByteArray()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    private byte[] get(String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(key)).timeout(PATIENCE).build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    private URI uri(String key) {
        return URI.create("http://127.0.0.1:" + network.port() + "/backups/" + key);
    }
}
