package io.restorekit.cli.badinput;

import static io.restorekit.api.Failure.Kind.VOLUME_ABSENT;
import static io.restorekit.api.Failure.Kind.VOLUME_BUSY;
import static io.restorekit.api.Failure.Kind.VOLUME_EXISTS;
import static io.restorekit.api.Failure.Kind.VOLUME_FULL;
import static io.restorekit.api.Failure.Kind.VOLUME_UNUSABLE;
import static io.restorekit.api.Failure.Kind.WRITE_FAILED;
import static io.restorekit.cli.badinput.Leaves.EMPTY_VOLUME;
import static io.restorekit.cli.badinput.Leaves.NOTHING_NEW;
import static io.restorekit.cli.badinput.Leaves.ONLY_STATE;
import static io.restorekit.cli.badinput.Leaves.PART_WRITTEN;
import static io.restorekit.cli.badinput.Leaves.TORN;
import static io.restorekit.cli.badinput.Row.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Volumes that cannot be restored into, or must not be. */
final class VolumeRows {
    /** Half of the volume. */
    private static final int HALF_KIB = Chain.BLOCKS * Chain.BLOCK / 2 / 1024;

    private VolumeRows() {}

    static List<Row> all() {
        return List.of(
                row(
                        "file without a checkpoint",
                        VOLUME_EXISTS,
                        2,
                        "exists and has no checkpoint|baseline",
                        ONLY_STATE,
                        scene -> {
                            Files.writeString(scene.volume(), "precious");
                            return scene.ask();
                        }),
                row("directory as the volume", VOLUME_UNUSABLE, 5, "is a directory", NOTHING_NEW, scene -> {
                    Files.createDirectory(scene.volume());
                    return scene.ask();
                }),
                row(
                        "device as the volume",
                        VOLUME_UNUSABLE,
                        5,
                        "/dev/null is no block device",
                        NOTHING_NEW,
                        scene -> scene.volume(Path.of("/dev/null"))
                                .ask()
                                .with("--state-dir", scene.directory().resolve("volume.restore"))),
                row(
                        "volume below a file",
                        VOLUME_UNUSABLE,
                        5,
                        "neighbour/volume|permissions",
                        NOTHING_NEW,
                        scene -> scene.volume(scene.directory().resolve("neighbour/volume"))
                                .ask()),
                row("directory that is not there", VOLUME_ABSENT, 3, "not there|mounted", NOTHING_NEW, scene -> {
                    Path mountPoint = scene.directory().resolve("later");
                    return scene.volume(mountPoint.resolve("volume"))
                            .mendable(() -> Files.createDirectory(mountPoint))
                            .ask();
                }),
                row("volume gone beside its checkpoint", VOLUME_ABSENT, 3, "not there|mounted", ONLY_STATE, scene -> {
                    Path away = scene.directory().resolve("away");
                    Files.move(scene.held().volume(), away);
                    return scene.mendable(() -> Files.move(away, scene.volume()))
                            .ask();
                }),
                row("link that leads nowhere", VOLUME_ABSENT, 3, "not there|mounted", ONLY_STATE, scene -> {
                    Files.createSymbolicLink(scene.volume(), Path.of("nowhere"));
                    return scene.ask();
                }),
                row(
                        "said to exist and does not",
                        VOLUME_ABSENT,
                        3,
                        "not there|mounted",
                        ONLY_STATE,
                        scene -> scene.ask().with("--baseline", "unknown")),
                row(
                        "read-only directory",
                        VOLUME_UNUSABLE,
                        5,
                        "no lock can be taken|permissions",
                        NOTHING_NEW,
                        scene -> scene.volume(Place.readOnly(scene).resolve("volume"))
                                .ask()),
                row(
                        "mount point alone, and read-only",
                        VOLUME_ABSENT,
                        3,
                        "not there|mounted",
                        NOTHING_NEW,
                        scene -> scene.volume(Place.readOnly(scene).resolve("volume"))
                                .ask()
                                .with("--baseline", "unknown")),
                row(
                        "volume that cannot grow",
                        VOLUME_UNUSABLE,
                        5,
                        "cannot grow to 524288",
                        EMPTY_VOLUME,
                        scene -> scene.mendable(() -> {}).ask().fileLimit(HALF_KIB)),
                row(
                        "writes that fail",
                        WRITE_FAILED,
                        5,
                        "failed|check the disk",
                        PART_WRITTEN,
                        scene -> scene.held().mendable(() -> {}).ask().fileLimit(HALF_KIB)),
                row("disk full", VOLUME_FULL, 3, "no room|make room", TORN, scene -> {
                    Path small = Place.full(scene, 300 << 10);
                    return scene.volume(small.resolve("volume"))
                            .ask()
                            .with("--state-dir", scene.directory().resolve("volume.restore"));
                }),
                row("second restore, same process", VOLUME_BUSY, 5, "another restore|stop it", ONLY_STATE, scene -> {
                    Rival.here(scene, scene.ask());
                    return scene.ask();
                }),
                row(
                        "second restore, other state directory",
                        VOLUME_BUSY,
                        5,
                        "another restore|volume",
                        ONLY_STATE,
                        scene -> {
                            Rival.here(scene, scene.ask());
                            return scene.ask()
                                    .with("--state-dir", scene.directory().resolve("mine.restore"));
                        }),
                row("second restore, other process", VOLUME_BUSY, 5, "another restore|stop it", ONLY_STATE, scene -> {
                    Rival.elsewhere(scene, scene.ask());
                    return scene.ask();
                }),
                row("second restore over a link", VOLUME_BUSY, 5, "another restore|stop it", ONLY_STATE, scene -> {
                    Rival.here(scene, scene.ask());
                    Path link = Files.createSymbolicLink(scene.directory().resolve("link"), scene.volume());
                    return scene.ask().with("--to", link);
                }));
    }
}
