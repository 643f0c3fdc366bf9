package io.restorekit.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restorekit.testkit.device.LoopDevice;
import io.restorekit.testkit.process.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore onto a device, killed in its middle: the next one takes a sample, and fetches what was not claimed. */
class DeviceKillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BLOCKS = 200;
    private static final int KILLED_AT = 70;
    private static final int UNCLAIMED_BOUND = 64;

    @TempDir
    Path directory;

    @Test
    void killedInItsMiddleItGoesOnFromWhatWasClaimed() throws Exception {
        Optional<String> obstacle = LoopDevice.obstacle(directory);
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        try (SlowStore store = new SlowStore(BLOCKS, Duration.ofMillis(30));
                LoopDevice device = LoopDevice.ofSize((long) (BLOCKS + 1) * SlowStore.BLOCK, directory)) {
            try (ChildProcess child = restore(store, device)) {
                child.awaitLine(
                        line -> Claim.of(line).isBetween() && Claim.of(line).atLeast(KILLED_AT), PATIENCE);
                child.kill();
            }
            Set<String> before = new HashSet<>(store.served());
            int served = store.served().size();
            store.fast();
            try (ChildProcess child = restore(store, device)) {
                assertThat(child.awaitExit(PATIENCE)).as("%s", child.lines()).isZero();
            }
            Set<String> again =
                    new HashSet<>(store.served().subList(served, store.served().size()));
            again.retainAll(before);
            assertThat(before).hasSizeGreaterThanOrEqualTo(KILLED_AT);
            assertThat(again).hasSizeLessThanOrEqualTo(SlowStore.WINDOW + UNCLAIMED_BOUND);
            assertThat(bytes(device.node(), BLOCKS * SlowStore.BLOCK)).isEqualTo(store.image());
        }
    }

    private ChildProcess restore(SlowStore store, LoopDevice device) {
        String state = directory.resolve("state").toString();
        return store.restore(device.node(), "--state-dir", state, "--baseline", "zeroed");
    }

    private static byte[] bytes(Path node, int length) throws IOException {
        try (InputStream in = Files.newInputStream(node)) {
            return in.readNBytes(length);
        }
    }
}
