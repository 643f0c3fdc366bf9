package io.restorekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final String STORE =
            Path.of(System.getProperty("restorekit.fixtures"), "store").toUri().toString();
    private static final String GOLDEN = STORE + "?volume=golden-none&backup=backup-afac2a61c7f526a9";
    private static final String NEXT = STORE + "?volume=golden-none&backup=backup-39b29e3caadcbc4e";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void restoresAndSaysSo() {
        assertThat(run("restore", GOLDEN, "--to", volume())).as(err()).isZero();
        assertThat(out()).contains("transferring backup-afac2a61c7f526a9", "restored: the volume holds");
        assertThat(err()).isEmpty();
    }

    @Test
    void saysThatTheOldRestorePointIsGivenUp() {
        run("restore", STORE + "?volume=golden-none&backup=backup-d4e79272c6c55c04", "--to", volume());
        assertThat(run("restore", GOLDEN, "--to", volume())).isZero();
        assertThat(out()).contains("the restore point backup-d4e79272c6c55c04 is given up");
    }

    @Test
    void everyJsonLineIsARecordWithAVersion() {
        assertThat(run("restore", GOLDEN, "--to", volume(), "--json")).isZero();
        List<String> lines = out().lines().toList();
        assertThat(lines).allMatch(line -> line.startsWith("{\"version\":1,\"type\":\"") && line.endsWith("}"));
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("{\"version\":1,\"type\":\"outcome\",\"outcome\":\"RESTORED\",\"exitCode\":0,"
                        + "\"backup\":\"backup-afac2a61c7f526a9\"}");
    }

    @Test
    void fileThatExistsIsNotOverwrittenUnasked() throws Exception {
        Files.writeString(Path.of(volume()), "precious");
        assertThat(run("restore", GOLDEN, "--to", volume())).isEqualTo(2);
        assertThat(err()).contains("VOLUME_EXISTS", "baseline unknown");
        assertThat(Files.readString(Path.of(volume()))).isEqualTo("precious");
    }

    @Test
    void backupThatIsNotThereNeedsAPerson() {
        assertThat(run("restore", STORE + "?volume=golden-none&backup=backup-none", "--to", volume()))
                .isEqualTo(4);
        assertThat(err()).contains("GOAL_GONE", "backup-none");
    }

    @Test
    void placeThatIsNotThereIsWaitedForUntilTheLimit() {
        String url = directory.resolve("nowhere").toUri() + "?volume=vol";
        assertThat(run("restore", url, "--to", volume(), "--wait-limit", "300ms"))
                .isEqualTo(3);
        assertThat(out()).contains("waiting - UNAVAILABLE");
    }

    @Test
    void planSaysWhatWouldBeDoneAndDoesNothing() {
        assertThat(run("plan", GOLDEN, "--to", volume())).as(err()).isZero();
        assertThat(out()).contains("backup-afac2a61c7f526a9", "it is new", "  fetch  ", "  write  ");
        assertThat(Path.of(volume())).doesNotExist();
        assertThat(Path.of(volume() + ".restore")).doesNotExist();
        run("restore", GOLDEN, "--to", volume());
        assertThat(run("plan", GOLDEN, "--to", volume())).isZero();
        assertThat(out()).contains("nothing is to be done");
        assertThat(run("plan", GOLDEN, "--to", volume(), "--json")).isZero();
        assertThat(out()).contains("\"type\":\"plan\"", "\"fetchBlocks\":0");
    }

    @Test
    void planSaysWhatAStageWouldTake() {
        run("restore", GOLDEN, "--to", volume());
        assertThat(run("plan", NEXT, "--to", volume(), "--staged")).as(err()).isZero();
        assertThat(out()).contains("  stage  takes up to ");
        assertThat(run("plan", NEXT, "--to", volume(), "--staged", "--json")).isZero();
        assertThat(out()).containsPattern("\"stageBytes\":[1-9]");
        assertThat(run("plan", NEXT, "--to", volume(), "--json")).isZero();
        assertThat(out()).contains("\"stageBytes\":0");
    }

    @Test
    void planThatCannotBeMadeSaysWhy() {
        assertThat(run("plan", GOLDEN, "--to", volume(), "--baseline", "unknown"))
                .isEqualTo(5);
        assertThat(err()).contains("VOLUME_ABSENT");
    }

    @Test
    void statusTellsHowFarARestoreIs() {
        run("restore", GOLDEN, "--to", volume());
        assertThat(run("status", volume() + ".restore")).isZero();
        assertThat(out())
                .contains(
                        "golden-none in file:", "backup-afac2a61c7f526a9, restored", "by host ", " MiB that differed");
        assertThat(run("status", volume() + ".restore", "--json")).isZero();
        assertThat(out()).contains("\"standing\":\"RESTORED\"", "\"restorePoint\":\"backup-afac2a61c7f526a9\"");
    }

    @Test
    void reportWhereAFileIsIsAMistake() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(run("drill", "--report", file.toString())).isEqualTo(2);
        assertThat(err()).contains("--report", file.toString());
    }

    @Test
    void statusOfNothingIsAMistakeAndMakesNothing() {
        Path nothing = directory.resolve("nothing");
        assertThat(run("status", nothing.toString())).isEqualTo(2);
        assertThat(err()).contains("no checkpoint", "VOLUME.restore");
        assertThat(nothing).doesNotExist();
    }

    @Test
    void statusOfADamagedCheckpointSaysSo() throws Exception {
        run("restore", GOLDEN, "--to", volume());
        Path checkpoint = Path.of(volume() + ".restore", "checkpoint-1");
        Files.writeString(checkpoint, Files.readString(checkpoint).replace("restored", "stopped"));
        assertThat(run("status", volume() + ".restore", "--json")).isEqualTo(5);
        assertThat(out()).contains("is damaged");
    }

    @Test
    void inspectListsVolumesAndBackups() {
        assertThat(run("inspect", STORE)).isZero();
        assertThat(out()).contains("golden-lz4  33554432 bytes", "backup-5403dea9fc101291", "newest");
    }

    @Test
    void inspectTellsTheSameAsJson() {
        assertThat(run("inspect", STORE, "--json")).isZero();
        assertThat(out().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("{\"version\":1,\"type\":\"volume\",\"name\":\"golden-"))
                .anyMatch(line -> line.contains("\"newest\":\"backup-5403dea9fc101291\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restore",
                "restore file:///s?volume=vol",
                "restore file:///s?volume=vol --to v --concurrency 0",
                "restore file:///s?volume=vol --to v --wait-limit soon",
                "restore file:///s?volume=vol --to v --baseline full",
                "restore file:///s?volume=vol&backup=../b --to v",
                "restore file:///s?volume=../vol --to v",
                "restore file:///s --to v",
                "restore ftp://host/s?volume=vol --to v",
                "restore nonsense --to v",
                "restore s3://bucket@eu-1/?volume=vol --to v --dns nowhere",
                "restore s3://bucket@eu-1/?volume=vol --to v --dns :53",
                "restore s3://bucket@eu-1/?volume=vol --to v --dns 127.0.0.1:0",
                "restore s3://bucket@eu-1/?volume=vol --to v --dns 127.0.0.1:65536",
                "restore s3://bucket@eu-1/?volume=vol --to v --dns server.invalid:53",
                "unknown"
            })
    void usageErrorsAreTwo(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err()).isNotEmpty().doesNotContain("\tat ");
    }

    @Test
    void durationsAreReadAsWritten() {
        DurationConverter durations = new DurationConverter();
        assertThat(durations.convert("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(durations.convert("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(durations.convert("10m")).isEqualTo(Duration.ofMinutes(10));
        assertThat(durations.convert("2h")).isEqualTo(Duration.ofHours(2));
    }

    private String volume() {
        return directory.resolve("volume").toString();
    }

    private int run(String... args) {
        return Main.run(new Console(new PrintStream(out, true), new PrintStream(err, true)), args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
