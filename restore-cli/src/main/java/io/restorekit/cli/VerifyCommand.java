package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at every block of a backup or of a volume. */
@Command(
        name = "verify",
        description = {
            "Fetches and verifies every block of a backup; with --to reads a volume and compares it with the backup.",
            "With --to alone: with the backup that its state directory says it holds, and without the backup target."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every block is right; (--repair) restored",
            "2:usage: an option, the URL, a volume that holds no backup completely",
            "3:the place cannot be reached; (a backup, or --repair) ended by a signal",
            "4:some blocks are not right, or a person is needed",
            "5:failed"
        })
final class VerifyCommand extends Runner {
    @Parameters(arity = "0..1", paramLabel = "BACKUP-URL", description = "As for restore.")
    @Nullable
    String url;

    @Option(names = "--to", paramLabel = "FILE", description = "The volume: a file or a block device.")
    @Nullable
    Path volume;

    @Option(names = "--state-dir", paramLabel = "DIR", description = "Default: FILE.restore beside the volume.")
    @Nullable
    Path state;

    @Option(names = "--repair", description = "Then restore the blocks of the volume that differ.")
    boolean repair;

    @Mixin
    TransferOptions transfer = new TransferOptions();

    @Option(names = "--json", description = "One JSON record a line.")
    boolean json;

    @Mixin
    DnsOption dns = new DnsOption();

    @Spec
    @Nullable
    CommandSpec command;

    VerifyCommand(Console console, Map<String, String> settings) {
        super(console, settings);
    }

    @Override
    public Integer call() {
        if (url == null && (volume == null || repair) || volume == null && repair) {
            throw wrong("name a BACKUP-URL, a volume (--to), or both; --repair needs both");
        }
        Report report = json ? new JsonReport(console) : TextReport.on(console);
        try (RestoreEngine engine = dns.engine(settings)) {
            return look(engine, report);
        } catch (RestoreException e) {
            report.refused(e.failure());
            return ExitCode.of(e.failure()).code();
        }
    }

    private int look(RestoreEngine engine, Report report) throws RestoreException {
        if (volume == null) {
            String backup = Objects.requireNonNull(url);
            RestoreOptions options = options();
            return UntilItEnds.run(engine, report, listener -> engine.verifyBackup(backup, options, listener));
        }
        if (repair) {
            requireThere(volume);
            RestoreRequest request = request(volume).withOptions(options().withRepair(true));
            return UntilItEnds.run(engine, report, listener -> engine.start(request, listener));
        }
        return compare(engine, report, volume);
    }

    /** A restore would make it. */
    private static void requireThere(Path file) throws RestoreException {
        if (!Files.exists(file)) {
            throw new RestoreException(new Failure(
                    Failure.Kind.VOLUME_ABSENT,
                    "the volume " + file + " is not there: is it mounted?",
                    "name one that is there; restore makes one"));
        }
    }

    private int compare(RestoreEngine engine, Report report, Path file) throws RestoreException {
        try {
            RestoreRequest request = request(file);
            Outcome outcome = url == null
                    ? engine.verifyVolume(file, request.state(), UntilItEnds.listener(report))
                    : engine.verifyVolume(request, UntilItEnds.listener(report));
            report.ended(outcome);
            return ExitCode.of(outcome).code();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.SUSPENDED.code();
        }
    }

    private RestoreRequest request(Path file) {
        try {
            RestoreRequest request = RestoreRequest.of(url == null ? "" : url, file);
            return state == null ? request : request.withStateDirectory(state);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** A person who is needed is told, and not waited for. */
    private RestoreOptions options() {
        try {
            return transfer.options().withOnAttention(RestoreOptions.OnAttention.EXIT);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), why);
    }
}
