package io.restorekit.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Command WAITS_FOR_EVER = Command.of("sh", "-c", "echo ready; exec tail -f /dev/null");

    @Test
    void bothStreamsAreCollectedToTheirEnd() throws Exception {
        try (ChildProcess child = ChildProcess.start(Command.of("sh", "-c", "echo out; echo err >&2; exit 3"))) {
            assertThat(child.awaitExit(PATIENCE)).isEqualTo(3);
            assertThat(child.out()).containsExactly("out");
            assertThat(child.err()).containsExactly("err");
            assertThat(child.lines())
                    .containsExactlyInAnyOrder(new OutputLine(false, "out"), new OutputLine(true, "err"));
        }
    }

    @Test
    void aKilledChildIsGone() throws Exception {
        try (ChildProcess child = ChildProcess.start(WAITS_FOR_EVER)) {
            assertThat(child.awaitLine("ready"::equals, PATIENCE)).isEqualTo("ready");

            child.kill();

            assertThat(child.isAlive()).isFalse();
            assertThat(child.awaitExit(PATIENCE)).isEqualTo(ChildProcess.KILLED);
        }
    }

    @Test
    void aChildThatEndedByItselfWasNotKilled() throws Exception {
        try (ChildProcess child = ChildProcess.start(Command.of("sh", "-c", "exit 0"))) {
            child.awaitExit(PATIENCE);

            assertThatThrownBy(child::kill).isInstanceOf(AssertionError.class).hasMessageContaining("by itself with 0");
        }
    }

    @Test
    void whoeverHoldsTheOutputOfAChildThatEndedIsNotWaitedFor() throws Exception {
        ProcessHandle orphan;
        long began = System.nanoTime();
        try (ChildProcess child =
                ChildProcess.start(Command.of("sh", "-c", "tail -f /dev/null & echo $!; sleep 1; exit 3"))) {
            orphan = ProcessHandle.of(Long.parseLong(child.awaitLine(line -> true, PATIENCE)))
                    .orElseThrow();
            assertThat(child.awaitExit(PATIENCE)).isEqualTo(3);
            assertThat(child.out()).hasSize(1);
            assertThat(child.exitCode()).hasValue(3);
            assertThatThrownBy(child::kill).hasMessageContaining("others hold its output open");
            assertThatThrownBy(child::freeze).isInstanceOf(IllegalStateException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(25));
        orphan.destroyForcibly();
    }

    @Test
    void exitCodeComesThoughOthersHoldTheOutput() {
        try (ChildProcess child = ChildProcess.start(Command.of("sh", "-c", "sleep 30 & exit 3"))) {
            await().atMost(PATIENCE).until(() -> child.exitCode().isPresent());
            assertThat(child.exitCode()).hasValue(3);
        }
    }

    /** Begins a process that never ends, says its number, and forgets it. */
    static final class Forgetful {
        private Forgetful() {}

        public static void main(String[] arguments) throws Exception {
            ChildProcess child = ChildProcess.start(WAITS_FOR_EVER);
            child.awaitLine("ready"::equals, PATIENCE);
            System.out.println("number " + child.pid());
            System.exit(0);
        }
    }

    @Test
    void whoIsForgottenEndsWithTheJvm() throws Exception {
        Command command = Command.java("-cp", System.getProperty("java.class.path"), Forgetful.class.getName());
        try (ChildProcess forgetful = ChildProcess.start(command)) {
            String line = forgetful.awaitLine(text -> text.startsWith("number "), PATIENCE);
            forgetful.awaitExit(PATIENCE);
            await().atMost(PATIENCE)
                    .until(() -> ProcessHandle.of(Long.parseLong(line.substring(7)))
                            .filter(ProcessHandle::isAlive)
                            .isEmpty());
        }
    }

    @Test
    void aListenerThatIsSlowIsToldAllBeforeTheExit() throws Exception {
        List<OutputLine> told = new CopyOnWriteArrayList<>();
        Command two = Command.of("sh", "-c", "printf 'one\\ntwo\\n'");
        try (ChildProcess child = ChildProcess.start(two, (OutputLine line) -> {
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            told.add(line);
        })) {
            child.awaitExit(PATIENCE);
            assertThat(told).hasSize(2);
        }
    }

    @Test
    void aListenerThatThrowsEndsNothingAndFailsTheWaitForTheExit() throws Exception {
        Command two = Command.of("sh", "-c", "echo one; echo two");
        try (ChildProcess child = ChildProcess.start(two, (OutputLine line) -> {
            throw new AssertionError("wrong line");
        })) {
            assertThatThrownBy(() -> child.awaitExit(PATIENCE))
                    .hasMessageContaining("wrong line")
                    .hasRootCauseMessage("wrong line");
            assertThat(child.out()).containsExactly("one", "two");
        }
    }

    @Test
    void aTerminatedChildMayEndInItsOwnWay() throws Exception {
        Command handles = Command.of("sh", "-c", "trap 'exit 5' TERM; echo ready; while :; do :; done");
        try (ChildProcess child = ChildProcess.start(handles)) {
            child.awaitLine("ready"::equals, PATIENCE);

            assertThat(child.terminate(PATIENCE)).isEqualTo(5);
        }
        try (ChildProcess child = ChildProcess.start(WAITS_FOR_EVER)) {
            child.awaitLine("ready"::equals, PATIENCE);

            assertThat(child.terminate(PATIENCE)).isEqualTo(ChildProcess.TERMINATED);
        }
    }

    @Test
    void aLineThatNeverComesFailsAtTheEndOfTheOutputAndShowsIt() {
        try (ChildProcess child = ChildProcess.start(Command.of("sh", "-c", "echo something else"))) {
            assertThatThrownBy(() -> child.awaitLine("wanted"::equals, PATIENCE))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("something else");
        }
    }

    @Test
    void aWatcherSeesALineBeforeItIsHandedOnAndBeforeTheNext() throws Exception {
        CompletableFuture<ChildProcess> started = new CompletableFuture<>();
        List<List<OutputLine>> handedOn = new CopyOnWriteArrayList<>();
        Command two = Command.of("sh", "-c", "printf 'one\\ntwo\\n'");
        try (ChildProcess child = ChildProcess.start(
                two, (process, line) -> handedOn.add(started.join().lines()))) {
            started.complete(child);
            child.awaitExit(PATIENCE);
            assertThat(handedOn).containsExactly(List.of(), List.of(new OutputLine(false, "one")));
        }
    }

    @Test
    void waitingHasAnEnd() {
        try (ChildProcess child = ChildProcess.start(WAITS_FOR_EVER)) {
            assertThatThrownBy(() -> child.awaitLine("wanted"::equals, Duration.ofMillis(50)))
                    .isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> child.awaitExit(Duration.ofMillis(50))).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void aRestartedChildRunsTheSameCommand() throws Exception {
        Command command = WAITS_FOR_EVER.with(Map.of("UNUSED", "1"));
        try (ChildProcess first = ChildProcess.start(command)) {
            first.awaitLine("ready"::equals, PATIENCE);
            try (ChildProcess second = first.restart()) {
                assertThat(second.awaitLine("ready"::equals, PATIENCE)).isEqualTo("ready");
                assertThat(first.isAlive()).isFalse();
                assertThat(second.pid()).isNotEqualTo(first.pid());
            }
        }
    }

    @Test
    void closingKills() throws Exception {
        ChildProcess child = ChildProcess.start(WAITS_FOR_EVER);
        child.awaitLine("ready"::equals, PATIENCE);

        child.close();
        child.close();

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void muchOutputDoesNotBlockTheChild() throws Exception {
        String lines = "i=0; while [ $i -lt 20000 ]; do echo 'a line of some length'; i=$((i+1)); done";
        try (ChildProcess child = ChildProcess.start(Command.of("sh", "-c", lines))) {
            assertThat(child.awaitExit(PATIENCE)).isZero();
            assertThat(child.out()).hasSize(20_000);
        }
    }

    @Test
    void thisJvmsJavaRunsInAFolderWithAnEnvironment(@TempDir Path folder) throws Exception {
        Command java = Command.java("-XshowSettings:properties", "-version").in(folder);
        try (ChildProcess child = ChildProcess.start(java)) {
            assertThat(child.awaitExit(PATIENCE)).isZero();
            assertThat(child.err())
                    .anyMatch(line -> line.contains("java.version = " + System.getProperty("java.version")))
                    .anyMatch(line -> line.contains("user.dir = " + folder));
        }
    }

    @Test
    void theEnvironmentReachesTheChildAndNoText() throws Exception {
        Command secret = Command.of("sh", "-c", "echo \"$TESTKIT_SECRET\"").with(Map.of("TESTKIT_SECRET", "hidden"));
        assertThat(secret.toString()).doesNotContain("hidden");
        try (ChildProcess child = ChildProcess.start(secret)) {
            assertThat(child.awaitLine(line -> true, PATIENCE)).isEqualTo("hidden");
        }
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ChildProcess.start(Command.of("no-such-program")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no-such-program");
    }
}
