package io.restorekit.testkit.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.fault.FaultRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which byte a moment comes at, and which bytes are damaged. */
class ProxiedBytesTest {
    private final RawServer server =
            RawServer.plain(connection -> connection.getInputStream().transferTo(connection.getOutputStream()));
    private final TcpProxy proxy = TcpProxy.open(server.port(), 42);

    ProxiedBytesTest() throws IOException {}

    @AfterEach
    void closeAll() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void exactlyTheByteThatIsNamedIsFlipped() throws Exception {
        FaultRule flip = proxy.on(new NetMoment.Passed(Flow.TO_CLIENT, 6)).does(new NetFault.FlipBit(Flow.TO_CLIENT));

        try (Client client = new Client(proxy)) {
            assertThat(client.echo("0123456789")).isEqualTo("0123457789");
            assertThat(client.echo("0123456789")).isEqualTo("0123456789");
        }
        assertThat(flip.fired()).isEqualTo(1);
    }

    @Test
    void theFirstByteIsFlippedWhenNoneHasPassed() throws Exception {
        proxy.on(new NetMoment.Passed(Flow.TO_SERVER, 0)).does(new NetFault.FlipBit(Flow.TO_SERVER));

        try (Client client = new Client(proxy)) {
            assertThat(client.echo("0123")).isEqualTo("1123");
        }
    }

    @Test
    void aFlipNowMeetsTheNextByteOfEachOpenConnection() throws Exception {
        try (Client client = new Client(proxy)) {
            client.echo("0123");
            proxy.does(new NetFault.FlipBit(Flow.TO_CLIENT));
            assertThat(client.echo("45")).isEqualTo("55");
        }
        try (Client later = new Client(proxy)) {
            assertThat(later.echo("45")).isEqualTo("45");
        }
    }

    @Test
    void aTextIsFoundAcrossPiecesAndTheAnswerSuffers() throws Exception {
        proxy.on(new NetMoment.Text(Flow.TO_SERVER, "abab!")).does(new NetFault.FlipBit(Flow.TO_CLIENT));

        try (Client client = new Client(proxy)) {
            assertThat(client.echo("aba")).isEqualTo("aba");
            assertThat(client.echo("bab")).isEqualTo("bab");
            assertThat(client.echo("!0")).isEqualTo(" 0");
            assertThat(client.echo("abab!")).isEqualTo("`bab!");
        }
    }

    @Test
    void aLineIsFoundByItsPatternAndCountedOverAllConnections() throws Exception {
        FaultRule flip = proxy.on(new NetMoment.Line(Flow.TO_SERVER, "^GET .*\\.blk HTTP"))
                .after(1)
                .every(2)
                .times(2)
                .does(new NetFault.FlipBit(Flow.TO_SERVER));
        String block = "GET /backups/a.blk HTTP/1.1\r\n";
        String config = "GET /backups/a.cfg HTTP/1.1\r\n";
        List<String> behind = new ArrayList<>();

        for (int connection = 0; connection < 4; connection++) {
            try (Client client = new Client(proxy)) {
                String answer = client.echo(block + "A\n" + config + "B\n" + block + "C\n");
                behind.add(answer.replace(block, "").replace(config, "").replace("\n", ""));
            }
        }

        assertThat(behind).containsExactly("ABC", "@BC", "@BC", "ABC");
        assertThat(flip.fired()).isEqualTo(2);
    }

    @Test
    void theSameSeedDamagesTheSameBytesTwice() throws Exception {
        List<Integer> first = damaged(7, 1);

        assertThat(damaged(7, 1_000)).isEqualTo(first);
        assertThat(damaged(8, 1)).isNotEqualTo(first);
        assertThat(first).hasSizeBetween(60, 140);
    }

    @Test
    void eachConnectionIsDamagedInItsOwnWay() throws Exception {
        List<List<Integer>> all = new ArrayList<>();
        proxy.does(new NetFault.Corrupt(Flow.TO_SERVER, 0.01));
        for (int connection = 0; connection < 2; connection++) {
            try (Client client = new Client(proxy)) {
                all.add(differences(client.echo("x".repeat(10_000))));
            }
        }
        assertThat(all.get(1)).isNotEmpty().isNotEqualTo(all.get(0));
    }

    @Test
    void aRemovedRuleDamagesNothing() throws Exception {
        FaultRule rule = proxy.does(new NetFault.Corrupt(Flow.BOTH, 1));
        try (Client client = new Client(proxy)) {
            assertThat(client.echo("0")).isNotEqualTo("0");
            rule.remove();
            assertThat(client.echo("0123456789")).isEqualTo("0123456789");
        }
    }

    @Test
    void whoComesWithWhichChanceIsDecidedByTheSeed() throws Exception {
        Consumer<TcpProxy> half = network ->
                network.on(new NetMoment.Connected()).withChance(0.5).does(new NetFault.FlipBit(Flow.TO_CLIENT));
        List<String> first = answers(half);

        assertThat(answers(half)).isEqualTo(first);
        assertThat(first).contains("0", "1");
    }

    private List<String> answers(Consumer<TcpProxy> faults) throws IOException {
        List<String> answers = new ArrayList<>();
        try (TcpProxy network = TcpProxy.open(server.port(), 3)) {
            faults.accept(network);
            for (int connection = 0; connection < 12; connection++) {
                try (Client client = new Client(network)) {
                    answers.add(client.echo("0"));
                }
            }
        }
        return answers;
    }

    /** Where 10,000 bytes were damaged that were sent in pieces. */
    private List<Integer> damaged(long seed, int piece) throws IOException {
        try (TcpProxy network = TcpProxy.open(server.port(), seed)) {
            network.does(new NetFault.Corrupt(Flow.TO_CLIENT, 0.01));
            try (Client client = new Client(network)) {
                for (int sent = 0; sent < 10_000; sent += piece) {
                    client.send("x".repeat(piece));
                }
                return differences(new String(client.socket().getInputStream().readNBytes(10_000), ISO_8859_1));
            }
        }
    }

    private static List<Integer> differences(String received) {
        List<Integer> places = new ArrayList<>();
        byte[] bytes = received.getBytes(US_ASCII);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != 'x') {
                places.add(i);
            }
        }
        return places;
    }
}
