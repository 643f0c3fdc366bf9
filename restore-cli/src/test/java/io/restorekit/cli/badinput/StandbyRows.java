package io.restorekit.cli.badinput;

import static io.restorekit.api.Failure.Kind.NO_RESTORE_POINT;
import static io.restorekit.api.Failure.Kind.VOLUME_ACTIVATED;
import static io.restorekit.api.Failure.Kind.VOLUME_CHANGED;
import static io.restorekit.cli.badinput.Leaves.NOTHING_NEW;
import static io.restorekit.cli.badinput.Leaves.ONLY_STATE;
import static io.restorekit.cli.badinput.Row.row;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Volumes that were activated, and those that cannot be. */
final class StandbyRows {
    private StandbyRows() {}

    static List<Row> all() {
        return List.of(
                row(
                        "volume that was activated",
                        VOLUME_ACTIVATED,
                        2,
                        "belongs to|discard its state",
                        ONLY_STATE,
                        scene -> {
                            activated(scene);
                            return scene.ask();
                        }),
                row(
                        "volume that was activated, whatever it is said to hold",
                        VOLUME_ACTIVATED,
                        2,
                        "belongs to",
                        ONLY_STATE,
                        scene -> {
                            activated(scene);
                            return scene.ask().with("--baseline", "unknown");
                        }),
                row(
                        "activation of nothing",
                        NO_RESTORE_POINT,
                        2,
                        "no checkpoint",
                        NOTHING_NEW,
                        scene -> scene.ask().activation()),
                row(
                        "activation of a volume that was written to",
                        VOLUME_CHANGED,
                        4,
                        "nobody can say",
                        ONLY_STATE,
                        scene -> {
                            scene.held();
                            try (FileChannel volume = FileChannel.open(scene.volume(), StandardOpenOption.WRITE)) {
                                volume.write(ByteBuffer.wrap(new byte[] {1}), 0);
                            }
                            return scene.ask().activation();
                        }));
    }

    private static void activated(Scene scene) {
        ThroughApi.ask(scene.held().ask().activation());
    }
}
