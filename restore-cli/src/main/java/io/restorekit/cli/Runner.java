package io.restorekit.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What all commands have in common. */
abstract class Runner implements Callable<Integer> {
    final Console console;

    /** What adapters read: the process's environment. */
    final Map<String, String> settings;

    @Option(names = "--debug", description = "Print stack traces.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    boolean help;

    Runner(Console console, Map<String, String> settings) {
        this.console = console;
        this.settings = settings;
    }
}
