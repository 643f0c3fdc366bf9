package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.restorekit.api.Baseline;
import io.restorekit.api.RestoreRequest;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Checkpoint;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Guard;
import io.restorekit.checkpoint.Owner;
import io.restorekit.checkpoint.Progress;
import io.restorekit.checkpoint.Source;
import io.restorekit.engine.Recovery.Recovered;
import io.restorekit.machine.Basis;
import io.restorekit.volume.FileVolume;
import io.restorekit.volume.VolumeIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where reads do not go past the page cache, they are believed only if no force of ours can have failed. And a volume that
 * is distrusted gets another id.
 */
class RecoveryTest {
    @TempDir
    Path directory;

    @Test
    void readsOfAVolumeThatWasNeverOursAreBelieved() {
        assertThat(Recovery.everyForceHeld(new Loaded.None(), false)).isTrue();
    }

    @Test
    void readsAfterAnOrderlyStopAreBelieved() {
        assertThat(Recovery.everyForceHeld(found(false), false)).isTrue();
    }

    @Test
    void readsAfterACrashInThisBootAreNot() {
        assertThat(Recovery.everyForceHeld(found(true), false)).isFalse();
    }

    @Test
    void readsBesideADamagedOrDiscardedStateAreNot() {
        assertThat(Recovery.everyForceHeld(new Loaded.Damaged("why"), false)).isFalse();
        assertThat(Recovery.everyForceHeld(new Loaded.None(), true)).isFalse();
    }

    @Test
    void volumeThatIsDistrustedIsNoLongerTheOneThatWasRemembered() throws Exception {
        String id = idBefore();
        Files.createDirectory(directory.resolve("volume.restore"));
        Files.writeString(directory.resolve("volume.restore/checkpoint-1"), "damaged");
        Recovered recovered = recover();
        try (VolumeSession session = recovered.session()) {
            assertThat(recovered.held().basis()).isInstanceOf(Basis.Distrusted.class);
            session.volume().force(2);
            assertThat(session.volume().identity().orElseThrow().id()).isNotEqualTo(id);
        }
    }

    @Test
    void volumeOnACallersWordStaysTheSame() throws Exception {
        String id = idBefore();
        try (VolumeSession session = recover().session()) {
            session.volume().force(2);
            assertThat(session.volume().identity().orElseThrow().id()).isEqualTo(id);
        }
    }

    private String idBefore() throws Exception {
        try (FileVolume volume = FileVolume.createNew(directory.resolve("volume"))) {
            volume.grow(1 << 16);
            volume.force(1);
            String id = volume.identity().orElseThrow().id();
            assumeThat(id).as("labels are kept here").doesNotStartWith("inode:");
            return id;
        }
    }

    private Recovered recover() throws Exception {
        RestoreRequest request = RestoreRequest.of("test:///store?volume=volume", directory.resolve("volume"))
                .withBaseline(Baseline.unknown());
        Owner owner = new Owner("host", "boot", 1, Instant.EPOCH);
        return new Recovery(request, FakeSurroundings.SOURCE, owner, Guard.none(), new FakeTime()).recover();
    }

    private static Loaded found(boolean leftHere) {
        BlockMap map = BlockMap.allZero(1 << 16, 1 << 16);
        Claim claim =
                new Claim(Claim.Standing.STOPPED, map, new Manifest("backup", map, Optional.empty()), Progress.NOTHING);
        Checkpoint checkpoint = new Checkpoint(new Source("place", "volume"), new VolumeIdentity("id", 1, 1), claim);
        return new Loaded.Found(checkpoint, leftHere, false);
    }
}
