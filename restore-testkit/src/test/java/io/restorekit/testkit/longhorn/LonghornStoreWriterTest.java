package io.restorekit.testkit.longhorn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.testkit.s3.S3Server;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LonghornStoreWriterTest {
    private static final int BLOCK = 64 * 1024;

    private final Map<String, byte[]> store = new TreeMap<>();
    private final VolumeSettings settings = new VolumeSettings("vol-1").withBlockSize(BLOCK);
    private final LonghornStoreWriter writer = new LonghornStoreWriter(settings, store::put);

    @Test
    void zerosAreLeftOutOfTheFirstBackup() throws Exception {
        WrittenBackup backup = writer.backup(image("a0b"));

        assertThat(backup.blocks().keySet()).containsExactly(0L, 2L * BLOCK);
        assertThat(backup.uploaded())
                .hasSize(2)
                .containsExactlyElementsOf(backup.blocks().values());
    }

    @Test
    void aBlockThatBecameZeroIsStoredAsZeros() throws Exception {
        writer.backup(image("a0b"));

        WrittenBackup second = writer.backup(image("00b"));

        String zeros = StoreLayout.checksum(new byte[BLOCK]);
        assertThat(second.blocks().keySet()).containsExactly(0L, 2L * BLOCK);
        assertThat(second.blocks().get(0L)).isEqualTo(zeros);
        assertThat(second.uploaded()).containsExactly(zeros);
    }

    @Test
    void equalContentIsStoredOnce() throws Exception {
        WrittenBackup first = writer.backup(image("aab"));
        WrittenBackup second = writer.backup(image("abb"));

        assertThat(first.uploaded()).hasSize(2);
        assertThat(second.uploaded()).isEmpty();
        assertThat(store.keySet()).filteredOn(key -> key.endsWith(".blk")).hasSize(2);
        assertThat(text(writer.layout().volumeConfig())).contains("\"BlockCount\":\"2\"");
    }

    @Test
    void theVolumeGrows() throws Exception {
        writer.backup(image("a"));
        WrittenBackup grown = writer.backup(image("a0b"));

        assertThat(grown.volumeSize()).isEqualTo(3L * BLOCK);
        assertThat(text(writer.layout().volumeConfig()))
                .contains("\"Size\":\"" + 3 * BLOCK + "\"", "\"LastBackupName\":\"" + grown.name() + "\"");
    }

    @Test
    void anotherBlockSizeIsToldInTheParameters() throws Exception {
        WrittenBackup backup = writer.backup(image("a"));

        assertThat(text(writer.layout().backupConfig(backup.name())))
                .contains("\"Parameters\":{\"backup-block-size\":\"65536\"}");
    }

    @Test
    void anEmptyImageHasNoBlocksInItsConfig() throws Exception {
        WrittenBackup backup = writer.backup(image("00"));

        assertThat(text(writer.layout().backupConfig(backup.name())))
                .contains("\"Size\":\"0\"")
                .doesNotContain("\"Blocks\"");
    }

    @Test
    void lz4BlocksHaveLonghornsHeader() throws Exception {
        WrittenBackup backup = writer.backup(image("a"));

        byte[] block = store.get(writer.layout().block(backup.blocks().get(0L)));
        assertThat(block).startsWith(0x04, 0x22, 0x4d, 0x18, 0x64, 0x70, 0xb9);
    }

    @Test
    void aPartOfABlockIsNoImage() {
        assertThatThrownBy(() -> writer.backup(Image.of(new byte[BLOCK + 1])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.backup(new Image(BLOCK, (offset, length) -> new byte[1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAreTheSameInEveryRun() throws Exception {
        WrittenBackup one = writer.backup(image("a"));
        WrittenBackup again = new LonghornStoreWriter(settings, (key, content) -> {}).backup(image("a"));

        assertThat(again).isEqualTo(one);
        assertThat(one.name()).matches("backup-[0-9a-f]{16}");
    }

    @Test
    void anS3ServerIsAPlaceForAStore() throws Exception {
        try (S3Server server = S3Server.open()) {
            LonghornStoreWriter remote = new LonghornStoreWriter(settings, server::put);
            remote.backup(image("ab"));

            assertThat(server.keys("backupstore/volumes/"))
                    .hasSize(4)
                    .contains(remote.layout().volumeConfig());
        }
    }

    @Test
    void aDirectoryIsAPlaceForAStore(@TempDir Path directory) throws Exception {
        LonghornStoreWriter local = new LonghornStoreWriter(settings, StoreSink.directory(directory));
        local.backup(image("ab"));

        assertThat(directory.resolve(local.layout().volumeConfig())).isNotEmptyFile();
    }

    /** A letter is a block of its own random bytes, 0 one of zeros. */
    private static Image image(String blocks) {
        byte[] bytes = new byte[blocks.length() * BLOCK];
        for (int i = 0; i < blocks.length(); i++) {
            if (blocks.charAt(i) != '0') {
                byte[] block = new byte[BLOCK];
                new Random(blocks.charAt(i)).nextBytes(block);
                System.arraycopy(block, 0, bytes, i * BLOCK, BLOCK);
            }
        }
        return Image.of(bytes);
    }

    private String text(String key) {
        return new String(store.get(key), UTF_8);
    }
}
