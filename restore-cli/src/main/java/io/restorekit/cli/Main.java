package io.restorekit.cli;

import io.restorekit.cli.bench.BenchCommand;
import io.restorekit.cli.bench.DnsBenchCommand;
import io.restorekit.cli.bench.VfsBenchCommand;
import io.restorekit.cli.drill.DrillCommand;
import java.security.Security;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code java -jar restore-cli.jar COMMAND}. Its contract is {@code docs/cli.md}. */
@Command(
        name = "restore-cli",
        description = "Restores block volumes from Longhorn backup stores, and does not give up.",
        version = "restore-cli 0.1.0",
        mixinStandardHelpOptions = true,
        subcommands = {
            RestoreCommand.class,
            StandbyCommand.class,
            ActivateCommand.class,
            VerifyCommand.class,
            PlanCommand.class,
            InspectCommand.class,
            PreflightCommand.class,
            StatusCommand.class,
            DrillCommand.class,
            BenchCommand.class,
            DnsBenchCommand.class,
            VfsBenchCommand.class
        })
public final class Main {
    private Main() {}

    /** The JVM would remember for 10 s that a name did not resolve, also when DNS is back. */
    public static void main(String[] args) {
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        Console console = new Console(System.out, System.err);
        System.exit(run(console, args));
    }

    /** Runs one command and returns its exit code. */
    static int run(Console console, String... args) {
        return commandLine(console).execute(args);
    }

    /** As {@link #run(Console, String...)}, with these settings in place of the process's environment. */
    static int run(Console console, Map<String, String> settings, String... args) {
        return commandLine(console, settings).execute(args);
    }

    static CommandLine commandLine(Console console) {
        return commandLine(console, System.getenv());
    }

    private static CommandLine commandLine(Console console, Map<String, String> settings) {
        return new CommandLine(new Main(), new Commands(console, settings))
                .setOut(console.outWriter())
                .setErr(console.errWriter())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((thrown, command, parsed) -> console.broke(thrown, parsed));
    }
}
