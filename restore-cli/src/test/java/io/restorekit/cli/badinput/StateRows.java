package io.restorekit.cli.badinput;

import static io.restorekit.api.Failure.Kind.OWNERSHIP_LOST;
import static io.restorekit.api.Failure.Kind.STATE_FOREIGN;
import static io.restorekit.api.Failure.Kind.STATE_UNSAVED;
import static io.restorekit.api.Failure.Kind.USAGE;
import static io.restorekit.api.Failure.Kind.VOLUME_BUSY;
import static io.restorekit.api.Failure.Kind.VOLUME_EXISTS;
import static io.restorekit.api.Failure.Kind.VOLUME_UNUSABLE;
import static io.restorekit.cli.badinput.Leaves.EMPTY_VOLUME;
import static io.restorekit.cli.badinput.Leaves.NOTHING_NEW;
import static io.restorekit.cli.badinput.Leaves.OF_SOMEBODY_ELSE;
import static io.restorekit.cli.badinput.Leaves.ONLY_STATE;
import static io.restorekit.cli.badinput.Leaves.PART_WRITTEN;
import static io.restorekit.cli.badinput.Row.restores;
import static io.restorekit.cli.badinput.Row.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** State directories that cannot be used, and checkpoints that cannot be believed. */
final class StateRows {
    private StateRows() {}

    static List<Row> all() {
        return List.of(
                row(
                        "state of another volume",
                        STATE_FOREIGN,
                        2,
                        "is of volume|discard the state",
                        ONLY_STATE,
                        scene -> scene.held().ask().url("volume=vol", "volume=other")),
                row(
                        "state of another store",
                        STATE_FOREIGN,
                        2,
                        "is of volume|discard the state",
                        ONLY_STATE,
                        scene -> scene.held().ask().url("/?", "/else/?")),
                row("state of a newer format", STATE_FOREIGN, 2, "format 2|newer version", NOTHING_NEW, scene -> {
                    Checkpoints.makeNewer(scene.held().state());
                    return scene.ask();
                }),
                row("state of a newer format, to be discarded", STATE_FOREIGN, 2, "format 2", NOTHING_NEW, scene -> {
                    Checkpoints.makeNewer(scene.held().state());
                    return scene.ask().with("--discard-state", "");
                }),
                restores("checkpoint with a flipped bit", "the checkpoint is damaged", scene -> {
                    Checkpoints.change(scene.held().state(), bytes -> {
                        bytes[bytes.length / 2] ^= 1;
                        return bytes;
                    });
                    return scene.ask();
                }),
                restores("checkpoint cut off", "the checkpoint is damaged", scene -> {
                    Checkpoints.change(scene.held().state(), bytes -> Arrays.copyOf(bytes, bytes.length / 2));
                    return scene.ask();
                }),
                row("checkpoint emptied", VOLUME_EXISTS, 2, "has no checkpoint|baseline", ONLY_STATE, scene -> {
                    Checkpoints.change(scene.held().state(), bytes -> new byte[0]);
                    return scene.ask();
                }),
                row(
                        "file as the state directory",
                        STATE_UNSAVED,
                        3,
                        "neighbour|check",
                        ONLY_STATE,
                        scene -> scene.held()
                                .ask()
                                .with("--state-dir", scene.directory().resolve("neighbour"))),
                row("place of the state directory missing", STATE_UNSAVED, 3, "mounted", ONLY_STATE, scene -> {
                    Path parent = scene.directory().resolve("later");
                    return scene.mendable(() -> Files.createDirectory(parent))
                            .ask()
                            .with("--state-dir", parent.resolve("volume.restore"));
                }),
                row(
                        "disk of the state directory full",
                        STATE_UNSAVED,
                        3,
                        "cannot be written|make room",
                        EMPTY_VOLUME,
                        scene -> {
                            Path full = Place.full(scene, 0);
                            Path roomy = Place.memory(scene, "roomy", 8 << 20);
                            return scene.volume(roomy.resolve("volume"))
                                    .ask()
                                    .with("--state-dir", full.resolve("volume.restore"));
                        }),
                row(
                        "state directory in memory",
                        USAGE,
                        2,
                        "in memory|on a disk",
                        NOTHING_NEW,
                        scene -> scene.ask()
                                .with(
                                        "--state-dir",
                                        Place.memory(scene, "memory", 8 << 20).resolve("volume.restore"))),
                row(
                        "state directory of a running restore",
                        VOLUME_BUSY,
                        5,
                        "another restore|state directory",
                        ONLY_STATE,
                        scene -> {
                            Rival.here(scene, scene.ask());
                            return scene.ask()
                                    .with("--to", scene.directory().resolve("mine"))
                                    .with("--state-dir", scene.state());
                        }),
                row("taken over by another owner", OWNERSHIP_LOST, 5, "another owner", PART_WRITTEN, scene -> {
                    Meanwhile.atFirstBlock(
                            scene.held(), () -> Files.createFile(scene.state().resolve("checkpoint-99")));
                    return scene.mendable(() -> {}).ask();
                }),
                row("volume replaced meanwhile", VOLUME_UNUSABLE, 5, "another file", OF_SOMEBODY_ELSE, scene -> {
                    Path away = scene.directory().resolve("away.restore");
                    Meanwhile.atFirstBlock(scene.held(), () -> {
                        Files.move(scene.volume(), away);
                        Files.writeString(scene.volume(), "of somebody else");
                    });
                    return scene.ask();
                }));
    }
}
