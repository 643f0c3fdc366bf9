package io.restorekit.cli.badinput;

import static io.restorekit.api.Failure.Kind.USAGE;
import static io.restorekit.api.Failure.Kind.VOLUME_IN_USE;
import static io.restorekit.api.Failure.Kind.VOLUME_TOO_SMALL;
import static io.restorekit.cli.badinput.Leaves.NOTHING_NEW;
import static io.restorekit.cli.badinput.Leaves.ONLY_STATE;
import static io.restorekit.cli.badinput.Row.row;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restorekit.testkit.device.LoopDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Block devices that cannot be restored onto, or must not be. Where none can be made, the row is skipped. */
final class DeviceRows {
    private static final int SIZE = Chain.BLOCKS * Chain.BLOCK;

    private DeviceRows() {}

    static List<Row> all() {
        return List.of(
                row(
                        "device smaller than the backup",
                        VOLUME_TOO_SMALL,
                        4,
                        SIZE / 2 + " bytes|" + SIZE + "|enlarge the device",
                        ONLY_STATE,
                        scene -> {
                            LoopDevice device = device(scene, SIZE / 2);
                            return ask(scene.mendable(() -> device.enlarge(SIZE)));
                        }),
                row("mounted device", VOLUME_IN_USE, 2, "is mounted at|point|unmount", ONLY_STATE, scene -> {
                    Path point = Files.createDirectory(scene.directory().resolve("point"));
                    LoopDevice.Mount mount = device(scene, SIZE).mount(point, "ro");
                    return ask(scene.mendable(mount::close).leaving(mount::close));
                }),
                row("state beside a device", USAGE, 2, "in memory|name a state directory", NOTHING_NEW, scene -> {
                    device(scene, SIZE);
                    return scene.ask().with("--baseline", "unknown");
                }));
    }

    private static Ask ask(Scene scene) {
        return scene.ask()
                .with("--baseline", "unknown")
                .with("--state-dir", scene.directory().resolve("volume.restore"));
    }

    private static LoopDevice device(Scene scene, int bytes) throws Exception {
        Optional<String> obstacle = LoopDevice.obstacle(scene.directory());
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        LoopDevice device = LoopDevice.ofSize(bytes, scene.directory());
        scene.volume(device.node()).leaving(device::close);
        return device;
    }
}
