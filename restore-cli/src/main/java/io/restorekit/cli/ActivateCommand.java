package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Activation;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Leaves a standby volume to whoever needs it. */
@Command(
        name = "activate",
        description = {
            "Leaves a volume, at the backup that it holds, to whoever uses it from now on: for ever.",
            "Needs no backup target. A standby that runs is asked to end."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:activated", "2:usage: it holds no backup completely", "4:a person is needed", "5:failed"})
final class ActivateCommand extends Runner {
    @Parameters(paramLabel = "FILE", description = "The volume: a file or a block device.")
    Path volume = Path.of("");

    @Option(names = "--state-dir", paramLabel = "DIR", description = "Default: FILE.restore beside the volume.")
    @Nullable
    Path state;

    @Option(names = "--json", description = "One JSON record.")
    boolean json;

    ActivateCommand(Console console, Map<String, String> settings) {
        super(console, settings);
    }

    @Override
    public Integer call() {
        Report report = json ? new JsonReport(console) : TextReport.on(console);
        try (RestoreEngine engine = RestoreEngine.builder().settings(settings).build()) {
            Activation activation = engine.activate(volume, stateDirectory());
            report.ended(new Outcome.Activated(activation));
            return ExitCode.RESTORED.code();
        } catch (RestoreException e) {
            report.refused(e.failure());
            return ExitCode.of(e.failure()).code();
        }
    }

    private Path stateDirectory() {
        return state == null ? volume.resolveSibling(volume.getFileName() + ".restore") : state;
    }
}
