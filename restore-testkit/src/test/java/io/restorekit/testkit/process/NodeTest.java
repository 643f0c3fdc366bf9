package io.restorekit.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.restorekit.testkit.fault.FaultRule;
import io.restorekit.testkit.fault.When;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class NodeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PROGRESS = Pattern.compile("progress (\\d+) %");

    private final Node node = Node.open("node-1");

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aJavaProgramGoesOnWithItsDiskAndItsPortAfterAKillAtAProgressMark() throws Exception {
        FaultRule kill = node.killAtProgress(40, NodeTest::progress);
        node.start(Counter.command());
        assertThat(node.awaitKill(PATIENCE)).isEqualTo(new NodeLine(0, false, "progress 40 %"));
        assertThat(kill.fired()).isOne();
        assertThat(node.isAlive()).isFalse();

        node.restart();

        int port = node.address().getPort();
        NodeLine back = node.awaitLine(line -> line.startsWith("listens"), PATIENCE);
        assertThat(back.life()).isOne();
        assertThat(back.text()).startsWith("listens at " + port + " after ");
        assertThat(Integer.parseInt(back.text().replaceAll(".* ", ""))).isBetween(40, 100);
        node.awaitLine("progress 100 %"::equals, PATIENCE);
        try (Socket client = new Socket(node.address().getAddress(), port)) {
            assertThat(client.getInputStream().read()).isEqualTo(100);
        }
        assertThat(node.lines()).extracting(NodeLine::life).startsWith(0).endsWith(1);
        assertThat(node.lines()).contains(new NodeLine(0, false, "listens at " + port + " after 0"));
    }

    @Test
    void whatAKilledProgramHadStillWrittenMeetsNoLaterKill() throws Exception {
        node.killAt("one"::equals);
        node.killAt("two"::equals);
        Command writes = Command.of("sh", "-c", "printf 'one\\ntwo\\n'; exec tail -f /dev/null");
        node.start(writes);
        assertThat(node.awaitKill(PATIENCE).text()).isEqualTo("one");
        assertThat(node.unfired()).hasSize(1);
        node.restart();
        assertThat(node.awaitKill(PATIENCE)).isEqualTo(new NodeLine(1, false, "two"));
    }

    @Test
    void aKilledProgramDoesNotGoOnWhileItsLineIsLookedAt() throws Exception {
        Path after = node.disk().resolve("after");
        node.killAt(line -> {
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            return line.equals("now");
        });
        node.start(Command.of("sh", "-c", "echo now; while [ ! -e go ]; do :; done; touch after"));
        NodeLine line = node.awaitLine("now"::equals, PATIENCE);
        Files.createFile(node.disk().resolve("go"));
        assertThat(node.awaitKill(PATIENCE)).isEqualTo(line);
        assertThat(after).doesNotExist();
    }

    @Test
    void theNthLineOfALifeKills() throws Exception {
        node.killAt(
                When.<NodeLine>that(line -> line.error() && line.life() == 1).nth(2));
        Command writes = Command.of("sh", "-c", "echo a >&2; echo b >&2; echo end; exec tail -f /dev/null");
        node.start(writes);
        node.awaitLine("end"::equals, PATIENCE);
        assertThat(node.unfired()).containsExactly("kill at a line");
        node.restart();
        assertThat(node.awaitKill(PATIENCE)).isEqualTo(new NodeLine(1, true, "b"));
        assertThat(node.unfired()).isEmpty();
    }

    @Test
    void aKillThatNeverCameIsToldAlsoAfterClosing() {
        node.killAtProgress(50, NodeTest::progress);
        node.start(Command.of("sh", "-c", "echo progress 49 %; exit 3"));
        assertThatThrownBy(() -> node.awaitKill(PATIENCE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("progress 49 %");
        close();
        assertThat(node.unfired()).containsExactly("kill at progress 50.0");
        assertThat(node.lines()).containsExactly(new NodeLine(0, false, "progress 49 %"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPredicateThatThrowsIsTold(boolean assertion) {
        node.killAt(line -> {
            assertThat(assertion).as("broken predicate").isFalse();
            throw new IllegalStateException("broken predicate");
        });
        node.start(Command.of("sh", "-c", "echo a; echo b"));
        assertThatThrownBy(() -> node.awaitKill(PATIENCE))
                .satisfies(e ->
                        assertThat(e.getSuppressed()).singleElement().asString().contains("broken predicate"));
        assertThat(node.lines()).extracting(NodeLine::text).containsExactly("a", "b");
    }

    @Test
    void aKilledShellTakesItsChildrenAndTheirOrphansAlong() throws Exception {
        node.start(
                Command.of("sh", "-c", "tail -f /dev/null & echo $!; (tail -f /dev/null & echo $!); echo end; wait"));
        node.awaitLine("end"::equals, PATIENCE);
        List<ProcessHandle> children = children();
        assertThat(children).hasSize(2).allMatch(NodeTest::runs);
        node.kill();
        assertThat(children).noneMatch(NodeTest::runs);
    }

    @Test
    void whatAProgramLeavesBehindEndsWithIt() throws Exception {
        node.start(Command.of("sh", "-c", "tail -f /dev/null & echo $!; exit 7"));
        assertThat(node.awaitExit(PATIENCE)).isEqualTo(7);
        assertThat(children()).hasSize(1).noneMatch(NodeTest::runs);
    }

    @Test
    void aFrozenNodeDoesNothingUntilItIsThawed() throws Exception {
        String counts = "i=0; while :; do i=$((i+1)); echo $i > own; done";
        node.start(Command.of("sh", "-c", "(" + counts.replace("own", "child") + ") & echo begun; " + counts));
        node.awaitLine("begun"::equals, PATIENCE);
        Path own = node.disk().resolve("own");
        Path child = node.disk().resolve("child");
        awaitOther(own, "");
        awaitOther(child, "");

        node.freeze();

        String ownThen = Files.readString(own);
        String childThen = Files.readString(child);
        for (int i = 0; i < 2_000; i++) {
            assertThat(Files.readString(own)).isEqualTo(ownThen);
            assertThat(Files.readString(child)).isEqualTo(childThen);
        }
        assertThat(node.isAlive()).isTrue();

        node.thaw();

        awaitOther(own, ownThen);
        awaitOther(child, childThen);
    }

    @Test
    void aWaitForAnEndThatDoesNotComeSaysHowLongItWas() {
        node.start(Command.of("tail", "-f", "/dev/null"));
        assertThatThrownBy(() -> node.awaitExit(Duration.ofMillis(50)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("did not end within PT0.05S");
    }

    @Test
    void aFrozenNodeCanBeKilled() throws Exception {
        node.start(Command.of("sh", "-c", "echo begun; while :; do :; done"));
        node.awaitLine("begun"::equals, PATIENCE);
        node.freeze();
        node.kill();
        assertThat(node.awaitExit(PATIENCE)).isEqualTo(ChildProcess.KILLED);
    }

    @Test
    void aTerminatedProgramEndsInItsOwnWay() throws Exception {
        node.start(Command.of("sh", "-c", "trap 'echo bye; exit 5' TERM; echo begun; while :; do :; done"));
        node.awaitLine("begun"::equals, PATIENCE);
        assertThat(node.terminate(PATIENCE)).isEqualTo(5);
        assertThat(node.lines()).extracting(NodeLine::text).containsExactly("begun", "bye");
    }

    @Test
    void aVolumeMovesToAnotherNode() throws Exception {
        Command tells = Command.of("sh", "-c", "echo {node.name} at $WHERE: $(cat note); echo {node.name} > note")
                .with(Map.of("WHERE", "{node.address}"));
        try (Node other = Node.open("node-2")) {
            Path disk = node.disk();
            node.start(tells);
            node.awaitExit(PATIENCE);
            node.moveTo(other);
            other.awaitExit(PATIENCE);
            assertThat(other.lines())
                    .contains(new NodeLine(
                            0, false, "node-2 at 127.0.0.1:" + other.address().getPort() + ": node-1"));
            assertThat(other.address()).isNotEqualTo(node.address());
            assertThat(other.disk()).isEqualTo(disk);
            assertThatThrownBy(node::disk).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(node::restart).isInstanceOf(IllegalStateException.class);
            assertThat(disk).exists();
        }
    }

    @Test
    void aVolumeGoesWithTheNodeThatHasItLast() {
        Path disk = node.disk();
        try (Node other = Node.open("node-2")) {
            node.moveTo(other);
            close();
            assertThat(disk).exists();
        }
        assertThat(disk).doesNotExist();
    }

    @Test
    void aVolumeOfANodeThatRunsDoesNotMove() throws Exception {
        try (Node other = Node.open("node-2")) {
            node.start(Command.of("tail", "-f", "/dev/null"));
            assertThatThrownBy(() -> node.moveTo(other)).hasMessage("node-1 runs");
            assertThatThrownBy(() -> other.moveTo(node)).hasMessage("node-1 runs");
            node.kill();
            node.moveTo(other);
            assertThat(other.isAlive()).isTrue();
        }
    }

    @Test
    void anotherCommandOnTheSameDiskInALaterLife() throws Exception {
        node.start(Command.of("sh", "-c", "echo kept > file; echo written; exec tail -f /dev/null"));
        node.awaitLine("written"::equals, PATIENCE);
        node.restart(Command.of("cat", "{node.disk}/file"));
        assertThat(node.awaitExit(PATIENCE)).isZero();
        assertThat(node.lines()).containsExactly(new NodeLine(0, false, "written"), new NodeLine(1, false, "kept"));
    }

    @Test
    void aDiskOfTheTestStays(@TempDir Path folder) {
        Node.open("mine", folder).close();
        assertThat(folder).exists();
    }

    @Test
    void aPlaceholderThatIsNoneIsNamed() {
        assertThatThrownBy(() -> node.start(Command.of("echo", "{node.colour}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{node.colour}");
    }

    @Test
    void whatDoesNotRunIsNotFrozenAndWhatRunsIsNotStarted() throws Exception {
        assertThatThrownBy(node::freeze).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(node::restart).isInstanceOf(IllegalStateException.class);
        node.start(Command.of("tail", "-f", "/dev/null"));
        assertThatThrownBy(() -> node.start(Command.of("true"))).hasMessage("node-1 runs");
    }

    private List<ProcessHandle> children() {
        return node.lines().stream()
                .map(NodeLine::text)
                .filter(text -> text.matches("\\d+"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .toList();
    }

    /** One that has ended and that nobody has asked for yet has no program any more. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static OptionalDouble progress(String line) {
        Matcher matcher = PROGRESS.matcher(line);
        return matcher.matches() ? OptionalDouble.of(Double.parseDouble(matcher.group(1))) : OptionalDouble.empty();
    }

    private static void awaitOther(Path file, String than) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !Files.readString(file).isEmpty()
                        && !Files.readString(file).equals(than));
    }
}
