package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Failure;
import io.restorekit.api.RestoreException;
import io.restorekit.api.StoredState;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what a state directory says of its volume. */
@Command(name = "status", description = "Says how far the restore of a volume is, also while another process is at it.")
final class StatusCommand extends Runner {
    private static final long MIB = 1 << 20;

    @Parameters(
            paramLabel = "DIR",
            description = "The state directory: VOLUME.restore, unless --state-dir named another.")
    Path directory = Path.of("");

    @Option(names = "--json", description = "One JSON record.")
    boolean json;

    StatusCommand(Console console, Map<String, String> settings) {
        super(console, settings);
    }

    @Override
    public Integer call() {
        try {
            StoredState state = RestoreEngine.state(directory);
            if (state instanceof StoredState.Known known) {
                console.line(json ? json(known) : text(known));
                return ExitCode.RESTORED.code();
            }
            return refused(state instanceof StoredState.Damaged damaged ? damaged(damaged) : none());
        } catch (RestoreException e) {
            return refused(e.failure());
        }
    }

    private int refused(Failure failure) {
        Report report = json ? new JsonReport(console) : TextReport.on(console);
        report.refused(failure);
        return ExitCode.of(failure).code();
    }

    private Failure none() {
        return new Failure(
                Failure.Kind.USAGE,
                "there is no checkpoint in " + directory,
                "name the state directory: VOLUME.restore beside the volume, or what --state-dir named");
    }

    private Failure damaged(StoredState.Damaged damaged) {
        return new Failure(
                Failure.Kind.STATE_UNSAVED,
                "the checkpoint in " + directory + " is damaged: " + damaged.why(),
                "the next restore measures every block of the volume");
    }

    private static String text(StoredState.Known known) {
        String standing = switch (known.standing()) {
            case OPEN -> "under way, or cut off in the middle";
            case STOPPED -> "stopped or waiting";
            case STAGING -> "being staged";
            case APPLYING -> "complete beside the volume, and being applied";
            case RESTORED -> "restored";
            case ACTIVATED -> "activated";
        };
        return String.join(
                System.lineSeparator(),
                known.volume() + " in " + known.place(),
                "  goal           " + known.goal() + ", " + standing,
                "  claimed        " + known.claimedBytes() / MIB + " of " + known.totalBytes() / MIB
                        + " MiB that differed",
                "  restore point  " + known.restorePoint().orElse("none"),
                "  saved          " + known.saved() + " by " + known.owner());
    }

    static String json(StoredState.Known known) {
        return JsonRecord.of("state", out -> {
            out.writeStringField("place", known.place());
            out.writeStringField("volume", known.volume());
            out.writeStringField("goal", known.goal());
            out.writeStringField("standing", known.standing().name());
            out.writeNumberField("totalBytes", known.totalBytes());
            out.writeNumberField("claimedBytes", known.claimedBytes());
            JsonRecord.optional(out, "restorePoint", known.restorePoint());
            out.writeStringField("owner", known.owner());
            out.writeStringField("saved", known.saved().toString());
        });
    }
}
