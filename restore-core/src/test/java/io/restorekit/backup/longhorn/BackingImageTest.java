package io.restorekit.backup.longhorn;

import static io.restorekit.backup.longhorn.TestStore.BLOCK;
import static io.restorekit.backup.longhorn.TestStore.VOLUME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.backup.BackupException;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.target.TargetException.Unavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume of four blocks over an image of two and a half, of which the second is zero; the backup holds the first. */
class BackingImageTest {
    private static final byte[] STORED = TestBytes.compressible(BLOCK, 1);
    private static final byte[] UNDER = TestBytes.compressible(BLOCK, 2);
    private static final byte[] TAIL = TestBytes.compressible(BLOCK / 2, 3);

    private TestStore store;
    private Path image;

    @BeforeEach
    void makeStore(@TempDir Path root) throws Exception {
        image = root.resolve("image.raw");
        Files.write(image, TestBytes.concat(UNDER, new byte[BLOCK], TAIL));
        Digest first = new Sha512().digest(STORED, BLOCK);
        store = new TestStore(root.resolve("store"));
        store.write(store.layout.volumeConfig(), """
                        {"Name":"vol-1","Size":"262144","BackingImageName":"\\"base\\""}""").backup("b-1", first).write(store.layout.block(first), STORED);
    }

    @Test
    void absentOffsetsHoldTheImage() throws Exception {
        BackupCatalog catalog = catalog();
        BlockMap blocks = catalog.manifest("b-1", Progress.UNHEARD).blocks();
        assertThat(read(catalog, blocks, 0)).isEqualTo(STORED);
        assertThat(blocks.content(1)).isEqualTo(new Content.Zero());
        assertThat(read(catalog, blocks, 2)).isEqualTo(Arrays.copyOf(TAIL, BLOCK));
        assertThat(blocks.content(3)).isEqualTo(new Content.Zero());
    }

    @Test
    void digestsOfAHeldManifestAreServedByANewCatalog() throws Exception {
        BlockMap blocks = catalog().manifest("b-1", Progress.UNHEARD).blocks();
        assertThat(read(catalog(), blocks, 2)).isEqualTo(Arrays.copyOf(TAIL, BLOCK));
    }

    @Test
    void changedImageIsNoticed() throws Exception {
        BackupCatalog catalog = catalog();
        BlockMap blocks = catalog.manifest("b-1", Progress.UNHEARD).blocks();
        Files.write(image, new byte[3 * BLOCK]);
        assertThatThrownBy(() -> read(catalog, blocks, 2))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("image");
    }

    @Test
    void imageThatCannotBeReadIsWaitedFor() throws Exception {
        Files.delete(image);
        assertThatThrownBy(() -> catalog().manifest("b-1", Progress.UNHEARD)).isInstanceOf(Unavailable.class);
    }

    @Test
    void volumeOverAnImageIsIncompatibleWithoutIt() {
        assertThatThrownBy(() -> store.catalog().manifest("b-1", Progress.UNHEARD))
                .hasMessageContaining("give the raw bytes");
    }

    @Test
    void imageIsRefusedForAVolumeThatLiesOnNone() {
        store.volume("b-1");
        assertThatThrownBy(() -> catalog().manifest("b-1", Progress.UNHEARD)).hasMessageContaining("lies on none");
    }

    private BackupCatalog catalog() {
        return store.store().catalog(VOLUME, Optional.of(image));
    }

    private static byte[] read(BackupCatalog catalog, BlockMap blocks, int block) throws Exception {
        byte[] into = new byte[BLOCK];
        catalog.fetch(((Content.Data) blocks.content(block)).digest(), into, BLOCK, new Received());
        return into;
    }
}
