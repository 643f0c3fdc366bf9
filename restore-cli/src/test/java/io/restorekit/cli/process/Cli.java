package io.restorekit.cli.process;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line in processes of its own. */
final class Cli {
    /** They live for a second or two. */
    private static final List<String> LITTLE_WARM_UP = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private Cli() {}

    static ChildProcess start(Map<String, String> environment, List<String> words) {
        List<String> all = new ArrayList<>(LITTLE_WARM_UP);
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.restorekit.cli.Main"));
        all.addAll(words);
        return ChildProcess.start(Command.java(all.toArray(String[]::new)).with(environment));
    }
}
