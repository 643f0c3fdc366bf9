package io.restorekit.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Failure;
import io.restorekit.api.RestoreException;
import io.restorekit.api.StoredState;
import io.restorekit.testkit.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A volume, and the processes that work on it. */
record Followed(Path volume, String url, Map<String, String> environment) {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final int USAGE = 2;
    static final int ATTENTION = 4;
    static final Predicate<String> WAITING = line -> line.contains("\"phase\":\"WAITING\"");

    ChildProcess standby() {
        return Cli.start(
                environment,
                List.of(
                        "standby",
                        url,
                        "--to",
                        volume.toString(),
                        "--poll",
                        "100ms",
                        "--concurrency",
                        String.valueOf(SlowStore.WINDOW),
                        "--json"));
    }

    private ChildProcess restore() {
        return Cli.start(environment, List.of("restore", url, "--to", volume.toString(), "--json"));
    }

    /** Without the environment: it has nothing to say to a backup target. */
    private ChildProcess activate() {
        return Cli.start(Map.of(), List.of("activate", volume.toString(), "--json"));
    }

    /** Asks for an activation, and awaits that it leaves the volume at this backup. */
    void isActivatedAt(String backup, String told) throws InterruptedException {
        try (ChildProcess child = activate()) {
            assertThat(child.awaitExit(PATIENCE))
                    .as("%s, %s", told, child.lines())
                    .isZero();
            assertThat(child.out()).as(told).singleElement().asString().contains(activated(backup));
        }
    }

    /** Asks for an activation, which is refused for this reason. */
    void isNotActivated(int code, Failure.Kind why, String told) throws InterruptedException {
        refuses(activate(), code, why, told);
    }

    /** An activated volume holds this, says so, and is neither followed nor restored into any more. */
    void belongsToOthersAt(byte[] image) throws Exception {
        try (ChildProcess child = Cli.start(Map.of(), List.of("status", state().toString(), "--json"))) {
            assertThat(child.awaitExit(PATIENCE)).as("%s", child.lines()).isZero();
            assertThat(child.out()).singleElement().asString().contains("\"standing\":\"ACTIVATED\"");
        }
        refuses(standby(), USAGE, Failure.Kind.VOLUME_ACTIVATED, "activated");
        refuses(restore(), USAGE, Failure.Kind.VOLUME_ACTIVATED, "activated");
        holds(image, "once it was activated");
    }

    private static void refuses(ChildProcess refusing, int code, Failure.Kind why, String told)
            throws InterruptedException {
        try (ChildProcess child = refusing) {
            assertThat(child.awaitExit(PATIENCE))
                    .as("%s, %s", told, child.lines())
                    .isEqualTo(code);
            assertThat(child.out()).as(told).last().asString().contains("\"kind\":\"" + why + "\"");
        }
    }

    static String activated(String backup) {
        return "\"outcome\":\"ACTIVATED\",\"exitCode\":0,\"backup\":\"" + backup + "\"";
    }

    /** A line that tells that this backup is held, and the next awaited. */
    static Predicate<String> watching(String backup) {
        return phase("WATCHING", backup);
    }

    static Predicate<String> phase(String phase, String goal) {
        return line -> line.contains("\"phase\":\"" + phase + "\",\"goal\":\"" + goal + "\"");
    }

    /** What the state directory says of it. */
    StoredState.Known known() throws RestoreException {
        return (StoredState.Known) RestoreEngine.state(state());
    }

    /** How long the stage is; nothing where there is none. */
    long staged() {
        return state().resolve("stage").toFile().length();
    }

    void holds(byte[] image, String told) throws IOException {
        assertThat(Arrays.mismatch(Files.readAllBytes(volume), image))
                .as("the first byte that differs, %s", told)
                .isEqualTo(-1);
    }

    Path state() {
        return volume.resolveSibling(volume.getFileName() + ".restore");
    }
}
