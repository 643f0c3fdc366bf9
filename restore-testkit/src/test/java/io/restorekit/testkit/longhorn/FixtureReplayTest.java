package io.restorekit.testkit.longhorn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Longhorn recorded, written again from the images alone, is the same: configs byte for byte, blocks by name. */
class FixtureReplayTest {
    private static final Path FIXTURES = Path.of(System.getProperty("restorekit.fixtures"));
    private static final Path STORE = FIXTURES.resolve("store");
    private static final int BLOCK = VolumeSettings.DEFAULT_BLOCK_SIZE;
    private static final Pattern ENTRY = Pattern.compile("\"Offset\":(\\d+),\"BlockChecksum\":\"([0-9a-f]{64})\"");

    /** A backup as the fixtures' manifest lists it. */
    private record Recorded(String name, long size) {}

    @ParameterizedTest
    @EnumSource(Compression.class)
    void theRecordedStoreIsWrittenAgain(Compression compression) throws Exception {
        String volume = "golden-" + compression.method();
        StoreLayout layout = new StoreLayout(volume);
        Map<String, byte[]> written = new TreeMap<>();
        LonghornStoreWriter writer = new LonghornStoreWriter(
                new VolumeSettings(volume).withCompression(compression).withLabels(Map.of("k", "v")), written::put);

        for (Recorded backup : recorded(volume)) {
            String config = Files.readString(STORE.resolve(layout.backupConfig(backup.name())));
            writer.backup(spec(config, backup), Image.of(image(layout, compression, config, backup.size())));
            assertThat(text(written, layout.backupConfig(backup.name()))).isEqualTo(config);
        }

        assertThat(text(written, layout.volumeConfig()))
                .isEqualTo(Files.readString(STORE.resolve(layout.volumeConfig())));
        assertThat(written.keySet()).containsExactlyElementsOf(filesOf(volume));
        for (Map.Entry<String, byte[]> block : written.entrySet()) {
            if (block.getKey().endsWith(".blk")) {
                assertThat(block.getKey()).contains(StoreLayout.checksum(decode(compression, block.getValue())));
            }
        }
    }

    private static byte[] image(StoreLayout layout, Compression compression, String config, long size)
            throws IOException {
        byte[] image = new byte[Math.toIntExact(size)];
        for (MatchResult entry : ENTRY.matcher(config).results().toList()) {
            byte[] block = decode(compression, Files.readAllBytes(STORE.resolve(layout.block(entry.group(2)))));
            System.arraycopy(block, 0, image, Integer.parseInt(entry.group(1)), BLOCK);
        }
        return image;
    }

    private static byte[] decode(Compression compression, byte[] file) throws IOException {
        InputStream in = new ByteArrayInputStream(file);
        try (InputStream plain = switch (compression) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in);
            case LZ4 -> new LZ4FrameInputStream(in);
        }) {
            return plain.readAllBytes();
        }
    }

    private static BackupSpec spec(String config, Recorded backup) {
        return new BackupSpec(
                backup.name(),
                field(config, "SnapshotName"),
                Instant.parse(field(config, "SnapshotCreatedAt")),
                Instant.parse(field(config, "CreatedTime")));
    }

    private static String field(String config, String name) {
        return Pattern.compile("\"" + name + "\":\"([^\"]*)\"")
                .matcher(config)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private static List<Recorded> recorded(String volume) throws IOException {
        List<Recorded> backups = new ArrayList<>();
        try (JsonParser json =
                new JsonFactory().createParser(FIXTURES.resolve("manifest.json").toFile())) {
            String within = "";
            String name = "";
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING && "name".equals(json.currentName())) {
                    name = json.getText();
                    within = name.startsWith("golden-") ? name : within;
                } else if (json.currentToken() == JsonToken.VALUE_NUMBER_INT && "size".equals(json.currentName())) {
                    if (within.equals(volume)) {
                        backups.add(new Recorded(name, json.getLongValue()));
                    }
                }
            }
        }
        return backups;
    }

    private static List<String> filesOf(String volume) throws IOException {
        try (var files = Files.walk(STORE)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> STORE.relativize(file).toString())
                    .filter(key -> key.contains("/" + volume + "/"))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Map<String, byte[]> written, String key) {
        return new String(written.get(key), UTF_8);
    }
}
