package io.restorekit.cli.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An ask through the API in a process of its own: says the kind, the exit code that it stands for, and the words. */
final class LimitedApi {
    private LimitedApi() {}

    static List<String> args(Ask ask) {
        assertThat(ask.options().keySet()).as("options that the child knows").containsOnly("--to", "--wait-limit");
        return List.of(ask.url(), ask.option("--to").orElseThrow());
    }

    public static void main(String[] args) {
        Said said = ThroughApi.ask(Ask.of(args[0], Path.of(args[1]), System.getenv()));
        System.out.println(said.kind().map(Kind::name).orElse("none"));
        System.out.println(said.exitCode());
        System.out.println(said.text());
    }

    static Said read(Limited.Run run) {
        String[] lines = run.out().split("\n", 3);
        assertThat(lines).as(run.err()).hasSize(3);
        Optional<Kind> kind = lines[0].equals("none") ? Optional.empty() : Optional.of(Kind.valueOf(lines[0]));
        return new Said(kind, Integer.parseInt(lines[1]), lines[2], run.out() + run.err());
    }
}
