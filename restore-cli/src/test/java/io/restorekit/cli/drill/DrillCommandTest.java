package io.restorekit.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillCommandTest {
    private static final Pattern OUTAGE = Pattern.compile("data-lane=\"DNS\" data-from=\"(\\d+)\" data-to=\"(\\d+)\"");
    private static final Pattern KILL = Pattern.compile("data-at=\"(\\d+)\" data-kind=\"KILL\"");
    private static final Pattern START = Pattern.compile("data-at=\"(\\d+)\" data-kind=\"START\"");
    private static final Pattern LIFE = Pattern.compile("class=\"curve\" data-life=\"(\\d+)\"");

    @TempDir
    Path directory;

    @Test
    void everyCheckHoldsAndEachRoundIsDrawn() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DrillCommand drill = new DrillCommand(new PrintStream(out, true, StandardCharsets.UTF_8));
        drill.report = directory.resolve("new").resolve("pages");
        int exit = drill.call();
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(text).isZero();
        assertThat(text)
                .contains("SIGKILL, with", "without DNS", "All checks held.", "process killed and restarted")
                .doesNotContain("FAILED");
        checkIsDrawn(
                drill.report.resolve("round-1.html"), Check.of(Round.LAST_KNOWN).size());
        checkIsDrawn(
                drill.report.resolve("round-2.html"),
                Check.of(Round.NOTHING_KNOWN).size());
    }

    private static void checkIsDrawn(Path file, int checks) throws Exception {
        String page = Files.readString(file);
        MatchResult outage = only(OUTAGE, page);
        long away = Long.parseLong(outage.group(1));
        long back = Long.parseLong(outage.group(2));
        assertThat(Long.parseLong(only(KILL, page).group(1))).isBetween(away, back);
        assertThat(START.matcher(page).results().map(start -> Long.parseLong(start.group(1))))
                .as("one process begins before the outage, one within")
                .satisfiesExactly(
                        first -> assertThat(first).isLessThan(away),
                        second -> assertThat(second).isBetween(away, back));
        assertThat(LIFE.matcher(page).results().map(life -> life.group(1))).containsExactly("1", "2");
        assertThat(page.split("<li class=\"held\">", -1)).hasSize(checks + 1);
        assertThat(page).contains("TRANSFERRING", " MiB fetched twice").doesNotContain("class=\"broken\"");
    }

    private static MatchResult only(Pattern pattern, String page) {
        assertThat(pattern.matcher(page).results()).hasSize(1);
        return pattern.matcher(page).results().findFirst().orElseThrow();
    }
}
