package io.restorekit.backup.longhorn;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Goal;
import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Manifest;
import io.restorekit.testing.DirectoryTarget;
import io.restorekit.testing.Fixtures;
import io.restorekit.testing.Fixtures.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Longhorn itself wrote is read as it was meant. */
class GoldenStoreTest {
    private static final int BLOCK = 2 << 20;

    private final LonghornStore store = new LonghornStore(new DirectoryTarget(Fixtures.store()));

    static List<Golden> backups() {
        return Fixtures.backups();
    }

    @ParameterizedTest
    @MethodSource("backups")
    void everyBackupDecodesToItsImage(Golden golden) throws Exception {
        BackupCatalog catalog = catalog(golden);
        BlockMap blocks = catalog.manifest(golden.backup(), Progress.UNHEARD).blocks();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[BLOCK];
        for (int i = 0; i < blocks.blocks(); i++) {
            Arrays.fill(block, (byte) 0);
            if (blocks.content(i) instanceof Content.Data data) {
                Received received = new Received();
                catalog.fetch(data.digest(), block, BLOCK, received);
                assertThat(received.bytes).isPositive();
            }
            if (blocks.offset(i) < golden.size()) {
                sha256.update(block);
            } else {
                assertThat(block).isEqualTo(new byte[BLOCK]);
            }
        }
        assertThat(HexFormat.of().formatHex(sha256.digest())).isEqualTo(golden.sha256());
    }

    @ParameterizedTest
    @MethodSource("backups")
    void manifestsDifferWhereTheImagesDo(Golden golden) throws Exception {
        BlockMap blocks =
                catalog(golden).manifest(golden.backup(), Progress.UNHEARD).blocks();
        BlockMap before = golden.previous().isEmpty()
                ? BlockMap.allZero(BLOCK, blocks.volumeSize())
                : catalog(golden).manifest(golden.previous(), Progress.UNHEARD).blocks();
        List<Integer> changed = new ArrayList<>();
        for (int i = blocks.nextDifference(0, before); i < blocks.blocks(); i = blocks.nextDifference(i + 1, before)) {
            changed.add(i);
        }
        assertThat(changed).isEqualTo(golden.changed());
        assertThat(nonZero(blocks)).isEqualTo(golden.nonZeroBlocks());
    }

    @Test
    void newestIsTheLastOfTheChain() throws Exception {
        BackupCatalog catalog = store.catalog("golden-lz4", Optional.empty());
        assertThat(catalog.locate(Goal.newest(), Optional.empty(), Progress.UNHEARD))
                .isInstanceOfSatisfying(BackupCatalog.Located.Found.class, found -> {
                    Manifest manifest = found.manifest();
                    assertThat(manifest.backup()).isEqualTo("backup-5403dea9fc101291");
                    assertThat(manifest.snapshotAt().orElseThrow()).isEqualTo("2026-01-05T03:04:05Z");
                    assertThat(manifest.blocks().volumeSize()).isEqualTo(33554432);
                });
    }

    @Test
    void inventoryShowsAllOfIt() throws Exception {
        assertThat(store.inventory().volumes())
                .extracting(volume -> volume.name() + " " + volume.size().orElseThrow() + " "
                        + volume.backups().size() + " " + volume.newest().orElseThrow() + " "
                        + volume.problem().isPresent())
                .containsExactly(
                        "golden-gzip 33554432 4 backup-1e9099d664caab3d false",
                        "golden-lz4 33554432 5 backup-5403dea9fc101291 false",
                        "golden-none 10485760 3 backup-39b29e3caadcbc4e false");
    }

    @Test
    void fixturesAreThere() throws IOException {
        assertThat(backups()).hasSize(12);
        assertThat(Path.of(Fixtures.store().toString())).isDirectory();
    }

    private BackupCatalog catalog(Golden golden) {
        return store.catalog(golden.volume(), Optional.empty());
    }

    private static int nonZero(BlockMap blocks) {
        int count = 0;
        for (int i = 0; i < blocks.blocks(); i++) {
            count += blocks.content(i) instanceof Content.Data ? 1 : 0;
        }
        return count;
    }
}
