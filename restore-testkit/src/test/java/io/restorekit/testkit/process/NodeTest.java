package io.restorekit.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Counts on its disk how often it was started, then goes on for long. */
    private static final Command COUNTER = Command.of("sh", "-c", """
            n=$(cat "$NODE_DISK/count" 2>/dev/null || echo 0)
            echo $((n + 1)) > "$NODE_DISK/count"
            echo "life $n on $NODE_NAME at $NODE_ADDRESS"
            for i in 10 20 30 40 50 60 70 80 90; do echo "progress $i"; done
            exec sleep 600
            """);

    @TempDir
    Path given;

    @Test
    void eachLifeHasTheSameDiskAndAddress() throws Exception {
        try (Node node = Node.open("node-1")) {
            node.start(COUNTER);
            String first = node.awaitLine(line -> line.startsWith("life"), PATIENCE);
            node.kill();
            node.restart();
            String second = node.awaitLine(line -> line.startsWith("life"), PATIENCE);
            assertThat(first)
                    .isEqualTo("life 0 on node-1 at 127.0.0.1:" + node.address().getPort());
            assertThat(second).isEqualTo(first.replace("life 0", "life 1"));
            assertThat(node.lines())
                    .filteredOn(line -> line.line().text().startsWith("life"))
                    .extracting(NodeLine::life)
                    .containsExactly(0, 1);
        }
    }

    @Test
    void diskMovesToAnotherNode() throws Exception {
        try (Node node = Node.open("node-1");
                Node other = Node.open("node-2")) {
            node.start(COUNTER);
            node.awaitLine(line -> line.startsWith("life"), PATIENCE);
            ChildProcess before = node.process();
            node.moveTo(other);
            assertThat(other.awaitLine(line -> line.startsWith("life"), PATIENCE))
                    .isEqualTo(
                            "life 1 on node-2 at 127.0.0.1:" + other.address().getPort());
            assertThat(before.isAlive()).isFalse();
        }
    }

    @Test
    void killComesAtItsLineAndOnce() throws Exception {
        try (Node node = Node.open("node-1")) {
            NodeKill kill = node.killAtLine(line -> line.startsWith("life 0"));
            assertThat(node.unfired()).hasSize(1);
            node.start(COUNTER);
            kill.await(PATIENCE);
            assertThat(node.process().awaitExit(PATIENCE)).isEqualTo(ChildProcess.KILLED);
            assertThat(kill.at()).startsWith("life 0");
            assertThat(node.unfired()).isEmpty();
            node.restart();
            node.awaitLine("progress 90"::equals, PATIENCE);
            assertThat(node.process().isAlive()).isTrue();
        }
    }

    @Test
    void killComesAtAPercentage() throws Exception {
        try (Node node = Node.open("node-1")) {
            NodeKill kill = node.killAtPercent(45, NodeTest::progress);
            node.start(COUNTER);
            kill.await(PATIENCE);
            assertThat(kill.at()).isEqualTo("progress 50");
        }
    }

    private static OptionalDouble progress(String line) {
        return line.startsWith("progress ")
                ? OptionalDouble.of(Double.parseDouble(line.substring(9)))
                : OptionalDouble.empty();
    }

    @Test
    void killThatNeverComesIsTold() throws Exception {
        try (Node node = Node.open("node-1")) {
            NodeKill kill = node.killAtLine("never"::equals);
            node.start(Command.of("sh", "-c", "echo done"));
            node.process().awaitExit(PATIENCE);
            assertThat(node.unfired()).hasSize(1);
            assertThatThrownBy(() -> kill.await(Duration.ofMillis(1))).isInstanceOf(AssertionError.class);
        }
    }

    /** A shell and what it has started: all that ran on the node is gone. */
    @Test
    void whatItHasStartedDiesWithIt() throws Exception {
        try (Node node = Node.open("node-1")) {
            node.start(Command.of("sh", "-c", "sleep 600 & echo started $!; wait"));
            String line = node.awaitLine(text -> text.startsWith("started"), PATIENCE);
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(line.split(" ")[1])).orElseThrow();
            node.kill();
            await().atMost(PATIENCE).until(() -> !child.isAlive());
        }
    }

    @Test
    void frozenProgramGoesOnWhenItIsThawed() throws Exception {
        try (Node node = Node.on("node-1", given)) {
            node.start(Command.of("sh", "-c", "while true; do echo tick >> \"$NODE_DISK/ticks\"; sleep 0.01; done"));
            Path ticks = given.resolve("ticks");
            await().atMost(PATIENCE).until(() -> Files.exists(ticks) && Files.size(ticks) > 0);
            node.freeze();
            await().atMost(PATIENCE).until(() -> state(node).equals("T"));
            long frozen = Files.size(ticks);
            assertThat(state(node)).isEqualTo("T");
            assertThat(Files.size(ticks)).isEqualTo(frozen);
            node.thaw();
            await().atMost(PATIENCE).until(() -> Files.size(ticks) > frozen);
        }
        assertThat(given).exists();
    }

    /** As Linux tells it; elsewhere as it should be. */
    private static String state(Node node) throws Exception {
        Path stat = Path.of("/proc/" + node.process().pid() + "/stat");
        return Files.exists(stat) ? Files.readString(stat).split(" ")[2] : "T";
    }

    @Test
    void ownDiskIsDeletedAndNothingRunsAfterClose() throws Exception {
        Path disk;
        ChildProcess process;
        try (Node node = Node.open("node-1")) {
            node.start(COUNTER);
            node.awaitLine("progress 90"::equals, PATIENCE);
            disk = node.disk();
            process = node.process();
            assertThat(disk.resolve("count")).exists();
        }
        assertThat(disk).doesNotExist();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void nothingIsRestartedWhereNothingWasStarted() {
        try (Node node = Node.open("node-1")) {
            assertThat(List.of(node.lines())).containsExactly(List.of());
            assertThatThrownBy(node::restart).isInstanceOf(IllegalStateException.class);
        }
    }
}
