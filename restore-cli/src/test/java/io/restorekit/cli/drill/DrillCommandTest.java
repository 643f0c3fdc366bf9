package io.restorekit.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DrillCommandTest {
    @Test
    void everyCheckHolds() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = new DrillCommand(new PrintStream(out, true, StandardCharsets.UTF_8)).call();
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(text).isZero();
        assertThat(text)
                .contains("killed (SIGKILL)", "without DNS", "All checks held.", "process killed and restarted")
                .doesNotContain("FAILED");
    }
}
