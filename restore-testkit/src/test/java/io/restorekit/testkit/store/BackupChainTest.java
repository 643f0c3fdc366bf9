package io.restorekit.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.testkit.longhorn.Compression;
import io.restorekit.testkit.longhorn.StoreSink;
import io.restorekit.testkit.longhorn.VolumeSettings;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a chain says of its images is what an independent reader, proved on recorded stores, finds in the store. */
class BackupChainTest {
    private static final Path FIXTURES = Path.of(System.getProperty("restorekit.fixtures"));
    private static final int BLOCK = 4 * 1024;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Compression.class)
    void theReaderReadsWhatLonghornWrote(Compression compression) throws Exception {
        String volume = "golden-" + compression.method();
        String manifest = Files.readString(FIXTURES.resolve("manifest.json"));
        String ofVolume = manifest.substring(manifest.indexOf("\"" + volume + "\""));
        int next = ofVolume.indexOf("\"compression\"", ofVolume.indexOf("\"compression\"") + 1);
        List<MatchResult> backups = Pattern.compile(
                        "\"name\": \"(backup-[^\"]+)\",\\s*\"size\": (\\d+),\\s*\"sha256\": \"([0-9a-f]{64})\"")
                .matcher(next < 0 ? ofVolume : ofVolume.substring(0, next))
                .results()
                .toList();
        StoreReader reader = new StoreReader(FIXTURES.resolve("store"), volume);

        assertThat(backups).isNotEmpty();
        for (MatchResult backup : backups) {
            byte[] image = reader.image(backup.group(1), Long.parseLong(backup.group(2)));
            assertThat(StoreReader.sha256(image)).as(backup.group(1)).isEqualTo(backup.group(3));
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void everyBackupIsReadAsItIsSaidToBe(Compression compression) throws Exception {
        VolumeSettings settings =
                new VolumeSettings("vol").withCompression(compression).withBlockSize(BLOCK);
        for (long seed = 1; seed <= 5; seed++) {
            Path store = Files.createDirectory(directory.resolve("store-" + seed));
            BackupChain chain = BackupChain.write(
                    StoreSink.directory(store), ChainPlan.of(settings, seed).withBackups(6));

            for (ChainBackup backup : chain.backups()) {
                byte[] image = new StoreReader(store, "vol").image(backup.name(), backup.size());
                assertThat(image).as("seed %d, %s", seed, backup.name()).isEqualTo(bytes(backup));
                assertThat(backup.sha256()).isEqualTo(StoreReader.sha256(image));
            }
        }
    }

    @Test
    void twoLinesWriteAChainOfRealSize() throws Exception {
        BackupChain chain = BackupChain.write(StoreSink.directory(directory), "vol-1", 1);

        ChainBackup newest = chain.newest();
        assertThat(chain.backups()).hasSize(4);
        assertThat(StoreReader.sha256(new StoreReader(directory, "vol-1").image(newest.name(), newest.size())))
                .isEqualTo(newest.sha256());
    }

    @Test
    void theSamePlanWritesTheSameBytes() throws Exception {
        Map<String, byte[]> one = new TreeMap<>();
        Map<String, byte[]> again = new TreeMap<>();
        Map<String, byte[]> other = new TreeMap<>();
        BackupChain.write(one::put, plan(1));
        BackupChain.write(again::put, plan(1));
        BackupChain.write(other::put, plan(2));

        assertThat(again).containsExactlyEntriesOf(one);
        assertThat(other.keySet()).isNotEqualTo(one.keySet());
    }

    @Test
    void theSharesAreKept() throws Exception {
        Map<String, byte[]> store = new TreeMap<>();
        ChainPlan plan = plan(3).withBackups(4).withBlocks(100, 5).withShares(0.3, 0.1, 0.2);
        List<List<ByteBuffer>> images = new ArrayList<>();
        for (ChainBackup backup : BackupChain.write(store::put, plan).backups()) {
            images.add(blocks(bytes(backup)));
        }
        ByteBuffer zeros = ByteBuffer.allocate(BLOCK);

        assertThat(images).extracting(List::size).containsExactly(100, 105, 110, 115);
        assertThat(images.get(0)).filteredOn(zeros::equals).hasSize(20);
        for (int number = 1; number < 4; number++) {
            List<ByteBuffer> before = images.get(number - 1);
            List<ByteBuffer> older = images.get(Math.max(0, number - 2));
            List<ByteBuffer> now = images.get(number);
            int returned = 0;
            int zeroed = 0;
            int changed = 0;
            for (int block = 0; block < before.size(); block++) {
                boolean differs = !now.get(block).equals(before.get(block));
                boolean returns =
                        differs && block < older.size() && now.get(block).equals(older.get(block));
                returned += returns ? 1 : 0;
                zeroed += differs && !returns && now.get(block).equals(zeros) ? 1 : 0;
                changed += differs && !returns && !now.get(block).equals(zeros) ? 1 : 0;
            }
            assertThat(returned).as("returned in backup %d", number).isEqualTo(number == 1 ? 0 : before.size() / 10);
            assertThat(zeroed).as("zeroed in backup %d", number).isEqualTo(before.size() / 5);
            assertThat(changed).as("changed in backup %d", number).isEqualTo((int) (0.3 * before.size()));
        }
    }

    @Test
    void aPlanThatCannotBeIsRefused() {
        assertThatThrownBy(() -> plan(1).withBackups(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan(1).withShares(0.5, 0.5, 0.5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ChainPlan plan(long seed) {
        return ChainPlan.of(new VolumeSettings("vol").withBlockSize(BLOCK), seed);
    }

    private static byte[] bytes(ChainBackup backup) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        backup.writeTo(out);
        return out.toByteArray();
    }

    private static List<ByteBuffer> blocks(byte[] image) {
        List<ByteBuffer> blocks = new ArrayList<>();
        for (int at = 0; at < image.length; at += BLOCK) {
            blocks.add(ByteBuffer.wrap(image, at, BLOCK).slice());
        }
        return blocks;
    }
}
