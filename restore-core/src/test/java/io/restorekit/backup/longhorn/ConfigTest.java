package io.restorekit.backup.longhorn;

import static io.restorekit.backup.longhorn.TestStore.VOLUME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.restorekit.api.Failure.Kind;
import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.backup.BackupException;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.backup.Manifest;
import io.restorekit.target.TargetException.Unavailable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What configs may look like, and what must never be taken for one. */
class ConfigTest {
    private static final String D1 = "1".repeat(64);
    private static final String D2 = "2".repeat(64);
    private static final String GOOD = config("\"4194304\"", entry(0, D1) + "," + entry(4194304, D2));
    private static final String VOLUME_CONFIG = "{\"Name\":\"vol-1\",\"Size\":\"8388608\"}";

    private TestStore store;

    @BeforeEach
    void makeStore(@TempDir Path root) {
        store = new TestStore(root).write(new Layout(VOLUME).volumeConfig(), VOLUME_CONFIG);
    }

    static Stream<Arguments> brokenBackups() {
        return Stream.of(
                arguments("", Kind.CONFIG_DAMAGED, "no JSON object"),
                arguments("null", Kind.CONFIG_DAMAGED, "no JSON object"),
                arguments("[]", Kind.CONFIG_DAMAGED, "no JSON object"),
                arguments("{}", Kind.CONFIG_DAMAGED, "another backup"),
                arguments("\0\0\0\1garbage", Kind.CONFIG_DAMAGED, "no JSON"),
                arguments("<html><body>503</body></html>", Kind.CONFIG_DAMAGED, "no JSON"),
                arguments(GOOD.substring(0, GOOD.length() / 2), Kind.CONFIG_DAMAGED, "no JSON"),
                arguments(GOOD.substring(0, GOOD.length() - 1), Kind.CONFIG_DAMAGED, "no JSON"),
                arguments(GOOD + "{}", Kind.CONFIG_DAMAGED, "follows its end"),
                arguments(
                        GOOD.replace("Labels\":{", "Labels\":{\"a\":" + "[".repeat(100)),
                        Kind.CONFIG_DAMAGED,
                        "no JSON"),
                arguments(GOOD.replace("\"b-1\"", "\"b-2\""), Kind.CONFIG_DAMAGED, "another backup"),
                arguments(GOOD.replace("\"vol-1\"", "\"vol-2\""), Kind.CONFIG_DAMAGED, "another volume"),
                arguments(GOOD.replace("\"4194304\"", "\"4194305\""), Kind.CONFIG_DAMAGED, "Size of 4194305"),
                arguments(GOOD.replace("\"4194304\"", "\"-4194304\""), Kind.CONFIG_DAMAGED, "negative"),
                arguments(GOOD.replace("\"4194304\"", "\"4 MiB\""), Kind.CONFIG_DAMAGED, "no number"),
                arguments(GOOD.replace("\"4194304\"", "[]"), Kind.CONFIG_DAMAGED, "no string"),
                arguments(GOOD.replace("\"Size\":\"4194304\",", ""), Kind.CONFIG_DAMAGED, "no Size"),
                arguments(blocks(entry(2097152, D1), entry(0, D2)), Kind.CONFIG_DAMAGED, "not greater"),
                arguments(blocks(entry(0, D1), entry(0, D1)), Kind.CONFIG_DAMAGED, "not greater"),
                arguments(blocks(entry(-2097152, D1)), Kind.CONFIG_DAMAGED, "negative"),
                arguments(blocks(entry(2097151, D1)), Kind.CONFIG_DAMAGED, "no multiple"),
                arguments(blocks("{\"BlockChecksum\":\"" + D1 + "\"}"), Kind.CONFIG_DAMAGED, "no offset"),
                arguments(blocks("{\"Offset\":\"0\",\"BlockChecksum\":\"" + D1 + "\"}"), Kind.CONFIG_DAMAGED, "number"),
                arguments(blocks("{\"Offset\":99999999999999999999}"), Kind.CONFIG_DAMAGED, "no JSON"),
                arguments(blocks("{\"Offset\":0}"), Kind.CONFIG_DAMAGED, "no checksum"),
                arguments(blocks("{\"Offset\":0,\"BlockChecksum\":7}"), Kind.CONFIG_DAMAGED, "no string"),
                arguments(blocks("7"), Kind.CONFIG_DAMAGED, "no object"),
                arguments(blocks(entry(0, D1.substring(1))), Kind.CONFIG_DAMAGED, "63 characters"),
                arguments(blocks(entry(0, "g" + D1.substring(1))), Kind.CONFIG_DAMAGED, "hex"),
                arguments(blocks(entry(0, "A" + D1.substring(1))), Kind.CONFIG_DAMAGED, "hex"),
                arguments(blocks(entry(0, "€" + D1.substring(1))), Kind.CONFIG_DAMAGED, "hex"),
                arguments(blocks(entry(0, "0".repeat(64))), Kind.CONFIG_DAMAGED, "no content"),
                arguments(blocks(entry(0, "f".repeat(64))), Kind.CONFIG_DAMAGED, "no content"),
                arguments(GOOD.replace("\"Blocks\":[", "\"Blocks\":{},\"x\":["), Kind.CONFIG_DAMAGED, "no list"),
                arguments(GOOD.replace("\"Blocks\":[", "\"Blocks\":[],\"Blocks\":["), Kind.CONFIG_DAMAGED, "twice"),
                arguments(blockSize("huge"), Kind.CONFIG_DAMAGED, "no quantity"),
                arguments(blockSize("1"), Kind.INCOMPATIBLE, "power of two"),
                arguments(blockSize("-2Mi"), Kind.INCOMPATIBLE, "power of two"),
                arguments(blockSize("3Mi"), Kind.INCOMPATIBLE, "power of two"),
                arguments(blockSize("32Ki"), Kind.INCOMPATIBLE, "power of two"),
                arguments(blockSize("128Mi"), Kind.INCOMPATIBLE, "power of two"),
                arguments(blockSize("4Gi"), Kind.INCOMPATIBLE, "power of two"),
                arguments(blockSize("1000Ei"), Kind.INCOMPATIBLE, "power of two"),
                arguments(blockSize("4Mi"), Kind.CONFIG_DAMAGED, "lists 2 blocks of 4194304"),
                arguments(
                        config("\"0\"", "").replace("size\":\"\"", "size\":\"16Mi\""),
                        Kind.INCOMPATIBLE,
                        "no multiple"),
                arguments(GOOD.replace("lz4", "zstd"), Kind.INCOMPATIBLE, "\"zstd\" is unknown"),
                arguments(GOOD.replace("{\"FilePath\":\"\"}", "{\"FilePath\":\"f.bak\"}"), Kind.INCOMPATIBLE, "single"),
                arguments(blocks(entry(1L << 60, D1)), Kind.INCOMPATIBLE, "more than 67108864 blocks"),
                arguments(blocks(entry(Long.MAX_VALUE - 2097151, D1)), Kind.INCOMPATIBLE, "more than 67108864"),
                arguments(GOOD.replace("2026-01-02T00:00:00Z", ""), Kind.GOAL_INCOMPLETE, "in progress"));
    }

    @ParameterizedTest
    @MethodSource("brokenBackups")
    void brokenBackupConfigIsRefused(String config, Kind kind, String words) {
        store.write(store.layout.backupConfig("b-1"), config);
        assertThatThrownBy(this::manifest)
                .hasMessageContaining(words)
                .asInstanceOf(InstanceOfAssertFactories.throwable(BackupException.class))
                .extracting(e -> e.failure().kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"Name\":\"vol-1\"}",
                "{\"Name\":\"vol-2\",\"Size\":\"8388608\"}",
                "{\"Name\":\"vol-1\",\"Size\":\"0\"}",
                "{\"Name\":\"vol-1\",\"Size\":\"-1\"}",
                "{\"Name\":\"vol-1\",\"Size\":\"9223372036854775808\"}",
                "{\"Name\":\"vol-1\",\"Size\":\"8388608\"",
                "{\"Name\":7,\"Size\":\"8388608\"}",
                "<!DOCTYPE html>"
            })
    void brokenVolumeConfigIsDamaged(String config) {
        store.write(store.layout.volumeConfig(), config).write(store.layout.backupConfig("b-1"), GOOD);
        assertKind(Kind.CONFIG_DAMAGED);
    }

    @Test
    void volumeThatNoBlockSizeFitsIsIncompatible() {
        store.write(store.layout.volumeConfig(), VOLUME_CONFIG.replace("8388608", "8388609"))
                .write(store.layout.backupConfig("b-1"), GOOD);
        assertKind(Kind.INCOMPATIBLE);
    }

    @Test
    void volumeOfTooManyBlocksIsIncompatible() {
        String size = String.valueOf((BlockMap.MOST_BLOCKS + 1L) * (2 << 20));
        store.write(store.layout.volumeConfig(), VOLUME_CONFIG.replace("8388608", size))
                .write(store.layout.backupConfig("b-1"), GOOD);
        assertKind(Kind.INCOMPATIBLE);
    }

    @Test
    void configOfUnboundedLengthIsDamagedUnread() {
        store.write(store.layout.volumeConfig(), VOLUME_CONFIG + " ".repeat((int) VolumeConfig.MOST_BYTES));
        assertThatThrownBy(this::manifest).hasMessageContaining("more than any config has");
        assertThat(store.target.aborted()).isEqualTo(1);
        store.target.unannounced();
        assertThatThrownBy(this::manifest).hasMessageContaining("does not end");
    }

    @Test
    void configThatBreaksOffIsUnavailable() {
        store.write(store.layout.backupConfig("b-1"), GOOD);
        store.target.cutOff(store.layout.backupConfig("b-1"), GOOD.length() - 1);
        assertThatThrownBy(this::manifest).isInstanceOf(Unavailable.class);
        assertThat(store.target.aborted()).isEqualTo(1);
    }

    @Test
    void configFromAnUnconfirmedPlaceIsNotBelieved() {
        store.write(store.layout.backupConfig("b-1"), GOOD);
        store.target.unconfirmed();
        assertThatThrownBy(this::manifest).isInstanceOf(Unavailable.class).hasMessageContaining("confirmed");
    }

    @Test
    void manifestHoldsWhatTheConfigSays() throws Exception {
        store.write(store.layout.backupConfig("b-1"), GOOD);
        Manifest manifest = manifest();
        assertThat(manifest.snapshotAt().orElseThrow()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(manifest.blocks().volumeSize()).isEqualTo(8388608);
        assertThat(manifest.blocks().blocks()).isEqualTo(4);
        assertThat(manifest.blocks().content(0)).isEqualTo(new Content.Data(Digest.parse(D1)));
        assertThat(manifest.blocks().content(1)).isEqualTo(new Content.Zero());
        assertThat(manifest.blocks().content(2)).isEqualTo(new Content.Data(Digest.parse(D2)));
    }

    @Test
    void fieldsMayStandInAnyOrderAndUnknownOnesAreSkipped() throws Exception {
        store.write(store.layout.backupConfig("b-1"), """
                {"Blocks":[{"BlockChecksum":"%s","New":[{"er":null}],"Offset":65536}],"ProcessingBlocks":{"a":[1]},
                "Size":65536,"Parameters":{"x":{"y":1},"backup-block-size":"64Ki"},"SingleFile":null,
                "CreatedTime":"2026-01-02T00:00:00+02:00","VolumeName":"vol-1","Name":"b-1","Newer":[[{}]]}
                """.formatted(D1));
        Manifest manifest = manifest();
        assertThat(manifest.blocks().blockSize()).isEqualTo(65536);
        assertThat(manifest.blocks().content(1)).isEqualTo(new Content.Data(Digest.parse(D1)));
        assertThat(manifest.snapshotAt()).isEmpty();
    }

    @Test
    void digestOfZerosIsZero() throws Exception {
        String zeros = ZeroBlocks.digest(2 << 20).toString();
        store.write(store.layout.backupConfig("b-1"), GOOD.replace(D1, zeros));
        assertThat(manifest().blocks().content(0)).isEqualTo(new Content.Zero());
    }

    @Test
    void volumeGrownAfterItsConfigWasWrittenHasTheMapsEnd() throws Exception {
        store.write(store.layout.backupConfig("b-1"), GOOD.replace(":4194304", ":12582912"));
        assertThat(manifest().blocks().volumeSize()).isEqualTo(14680064);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "2Mi", "2097152"})
    void blockSizeHasADefault(String quantity) throws Exception {
        store.write(store.layout.backupConfig("b-1"), blockSize(quantity));
        assertThat(manifest().blocks().blockSize()).isEqualTo(2 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\\"\\\"", "", "\\\"img\\\"", "img"})
    void stringsMayBeQuotedOnceOrTwice(String image) throws Exception {
        String config = VOLUME_CONFIG.replace("}", ",\"BackingImageName\":\"" + image + "\",\"DataEngine\":null}");
        store.write(store.layout.volumeConfig(), config).write(store.layout.backupConfig("b-1"), GOOD);
        if (image.contains("img")) {
            assertThatThrownBy(this::manifest).hasMessageContaining("backing image \"img\"");
        } else {
            assertThat(manifest().blocks().blocks()).isEqualTo(4);
        }
    }

    @Test
    void manifestOfMoreThanOnePageOfEntriesIsWhole() throws Exception {
        int count = 10_000;
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < count; i++) {
            entries.append(i == 0 ? "" : ",")
                    .append(entry(i * 2097152L, digest(i).toString()));
        }
        byte[] config = config("\"" + count * 2097152L + "\"", entries).getBytes(StandardCharsets.UTF_8);
        store.write(store.layout.backupConfig("b-1"), config);
        BlockMap blocks = manifest().blocks();
        assertThat(blocks.blocks()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertThat(blocks.content(i)).isEqualTo(new Content.Data(digest(i)));
        }
    }

    private static Digest digest(int i) {
        return Digest.parse("%064x".formatted(i + 1));
    }

    private Manifest manifest() throws Exception {
        return store.store().catalog(VOLUME, Optional.empty()).manifest("b-1", Progress.UNHEARD);
    }

    private void assertKind(Kind kind) {
        assertThatThrownBy(this::manifest)
                .asInstanceOf(InstanceOfAssertFactories.throwable(BackupException.class))
                .extracting(e -> e.failure().kind())
                .isEqualTo(kind);
    }

    private static String blocks(String... entries) {
        return config("\"" + entries.length * 2097152L + "\"", String.join(",", entries));
    }

    private static String blockSize(String quantity) {
        return GOOD.replace("\"backup-block-size\":\"\"", "\"backup-block-size\":\"" + quantity + "\"");
    }

    private static String entry(long offset, String digest) {
        return "{\"Offset\":" + offset + ",\"BlockChecksum\":\"" + digest + "\"}";
    }

    private static String config(String size, CharSequence blocks) {
        return """
                {"Name":"b-1","VolumeName":"vol-1","SnapshotCreatedAt":"2026-01-01T00:00:00Z",\
                "CreatedTime":"2026-01-02T00:00:00Z","Size":%s,"Labels":{"k":"v"},\
                "Parameters":{"backup-block-size":""},"CompressionMethod":"lz4","ProcessingBlocks":null,\
                "Blocks":[%s],"SingleFile":{"FilePath":""}}""".formatted(size, blocks);
    }
}
