package io.restorekit.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest {
    private static final List<String> OPTIONS = List.of("-Da=1", "-Db=2");

    @Test
    void jvmOptionsComeRightAfterTheJava() {
        Command java = Command.java("-jar", "app.jar").with(Map.of("A", "1")).in(Path.of("folder"));

        Command changed = java.withJvmOptions(OPTIONS);

        assertThat(changed.words().subList(1, 5)).containsExactly("-Da=1", "-Db=2", "-jar", "app.jar");
        assertThat(changed.words().get(0)).isEqualTo(java.words().get(0));
        assertThat(changed.environment()).isEqualTo(java.environment());
        assertThat(changed.directory()).isEqualTo(java.directory());
    }

    @Test
    void aJavaInsideAnotherProgramGetsThem() {
        assertThat(Command.of("nice", "java", "Main", "java")
                        .withJvmOptions(OPTIONS)
                        .words())
                .containsExactly("nice", "java", "-Da=1", "-Db=2", "Main", "java");
    }

    @Test
    void aCommandWithoutAJavaTakesNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Command.of("sh", "-c", "java Main").withJvmOptions(OPTIONS))
                .withMessageContaining("sh -c");
    }
}
