package io.restorekit.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What all commands have in common. */
abstract class Runner implements Callable<Integer> {
    final Console console;

    @Option(names = "--debug", description = "Print stack traces.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    boolean help;

    Runner(Console console) {
        this.console = console;
    }
}
