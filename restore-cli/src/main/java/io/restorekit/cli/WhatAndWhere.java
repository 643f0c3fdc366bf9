package io.restorekit.cli;

import io.restorekit.api.Baseline;
import io.restorekit.api.RestoreRequest;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is to be restored, and where to. */
final class WhatAndWhere {
    @Parameters(paramLabel = "BACKUP-URL", description = "For example s3://bucket@region/path?volume=V&backup=B.")
    String url = "";

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The volume: a file or a block device.")
    Path volume = Path.of("");

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Default: FILE.restore beside the volume. A device needs one.")
    @Nullable
    Path state;

    @Option(
            names = "--force-in-use",
            description = "Write to a device although it is mounted or somebody else uses it.")
    boolean forceInUse;

    @Option(
            names = "--baseline",
            paramLabel = "auto|zeroed|unknown|backup:NAME",
            defaultValue = "auto",
            converter = BaselineConverter.class,
            description = "What a file without a checkpoint holds.")
    Baseline baseline = Baseline.auto();

    @Option(names = "--discard-state", description = "Forget the checkpoint that is there.")
    boolean discard;

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec command;

    RestoreRequest request() {
        try {
            RestoreRequest request = RestoreRequest.of(url, volume)
                    .withBaseline(baseline)
                    .withDiscardState(discard)
                    .withOverwriteInUse(forceInUse);
            return state == null ? request : request.withStateDirectory(state);
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    ParameterException wrong(IllegalArgumentException why) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), String.valueOf(why.getMessage()));
    }
}
