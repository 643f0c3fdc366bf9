package io.restorekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Activation;
import io.restorekit.api.Failure;
import io.restorekit.api.Finding;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.RestorePlan;
import io.restorekit.api.RestoreStatus;
import io.restorekit.api.StoredState;
import io.restorekit.backup.StoreInventory.BackupEntry;
import io.restorekit.backup.StoreInventory.VolumeEntry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/cli.md} says what the program does: its records byte for byte, its options all of them. */
class ContractTest {
    private static final String ANY = "…";
    private static final long TOTAL = 125829120;
    private static final long DONE = 44040192;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(new ByteArrayOutputStream()));
    private final JsonReport report = new JsonReport(console);

    @Test
    void recordsAreAsThePageShowsThem() throws Exception {
        report.changed(status(Phase.TRANSFERRING, 37748736, Optional.empty(), Optional.empty(), List.of()));
        report.changed(status(
                Phase.WAITING,
                DONE,
                Optional.of("backup-1"),
                Optional.of(failure(Failure.Kind.UNAVAILABLE)),
                List.of(ANY)));
        report.ended(new Outcome.Restored("backup-2"));
        report.ended(
                new Outcome.Incomplete("backup-2", List.of(new Outcome.BadBlock(0, ANY, Failure.Kind.BLOCK_MISSING))));
        report.ended(new Outcome.Verified("backup-2", List.of()));
        report.ended(new Outcome.Verified(
                "backup-2", List.of(new Outcome.BadBlock(2097152, ANY, Failure.Kind.BLOCK_DIFFERS))));
        report.ended(new Outcome.Suspended(failure(Failure.Kind.UNAVAILABLE), false));
        report.ended(new Outcome.Activated(new Activation(
                "backup-2",
                Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
                "backup-3",
                Optional.of(Duration.ofHours(1)))));
        report.ended(new Outcome.Cancelled());
        report.refused(failure(Failure.Kind.WRITE_FAILED));
        console.line(InspectCommand.json(volume()));
        console.line(InspectCommand.json(broken()));
        console.line(PlanCommand.json(
                new RestorePlan("backup-2", "it holds backup-1", TOTAL, 0, 21, DONE, DONE, 2097152, 45590076, false)));
        console.line(StatusCommand.json(state()));
        console.line(PreflightCommand.json(Finding.warning("addresses", ANY, ANY)));
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyElementsOf(
                        page().lines().filter(line -> line.startsWith("{")).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"restore", "standby", "activate", "inspect", "preflight", "status", "plan", "verify", "drill"})
    void everyOptionStandsInTheSynopsis(String command) throws Exception {
        String synopsis = page().substring(page().indexOf("```\n" + command + " "));
        List<String> described = options(synopsis.substring(0, synopsis.indexOf("```", 3)));
        List<String> real = Main.commandLine(console).getSubcommands().get(command).getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .filter(name -> !name.equals("--help") && !name.equals("--version"))
                .toList();
        assertThat(described).containsExactlyInAnyOrderElementsOf(real);
    }

    @Test
    void everyPhaseIsNamed() throws Exception {
        assertThat(page())
                .contains(Arrays.stream(Phase.values())
                        .map(phase -> "`" + phase + "`")
                        .toList());
    }

    private static List<String> options(String synopsis) {
        return Stream.of(synopsis.split("[^a-z-]+"))
                .filter(word -> word.startsWith("--"))
                .toList();
    }

    private static String page() throws Exception {
        return Files.readString(Path.of(System.getProperty("restorekit.docs"), "cli.md"));
    }

    private static Failure failure(Failure.Kind kind) {
        return new Failure(kind, ANY, ANY);
    }

    private static RestoreStatus status(
            Phase phase, long claimed, Optional<String> restorePoint, Optional<Failure> reason, List<String> notices) {
        Optional<String> goal = Optional.of("backup-2");
        return new RestoreStatus(phase, goal, TOTAL, DONE, claimed, reason, false, restorePoint, 0, 0, notices);
    }

    private static StoredState.Known state() {
        return new StoredState.Known(
                "s3://bucket@region/path",
                "data",
                "backup-2",
                StoredState.Standing.STOPPED,
                TOTAL,
                37748736,
                Optional.of("backup-1"),
                ANY,
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    private static VolumeEntry volume() {
        BackupEntry backup = new BackupEntry(
                "backup-2",
                Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
                Optional.of(Instant.parse("2026-01-02T03:05:05Z")),
                Optional.of(25165824L),
                true,
                Optional.empty());
        return new VolumeEntry(
                "data", Optional.of(33554432L), Optional.of("backup-2"), List.of(backup), Optional.empty());
    }

    private static VolumeEntry broken() {
        BackupEntry backup = new BackupEntry(
                "backup-1", Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.of(ANY));
        return new VolumeEntry("torn", Optional.empty(), Optional.empty(), List.of(backup), Optional.of(ANY));
    }
}
