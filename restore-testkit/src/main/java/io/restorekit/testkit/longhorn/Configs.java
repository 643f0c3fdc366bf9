package io.restorekit.testkit.longhorn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** The two config files, field by field in upstream's order and quoting. */
final class Configs {
    private static final JsonFactory JSON = new JsonFactory();

    private Configs() {}

    static byte[] volume(VolumeSettings settings, Instant createdAt, BackupSpec last, long size, int storedBlocks)
            throws IOException {
        return write(json -> {
            json.writeStringField("Name", settings.volume());
            json.writeStringField("Size", String.valueOf(size));
            labels(json, settings.labels());
            json.writeStringField("CreatedTime", seconds(createdAt));
            json.writeStringField("LastBackupName", last.backup());
            json.writeStringField("LastBackupAt", seconds(last.snapshotAt()));
            json.writeStringField("BlockCount", String.valueOf(storedBlocks));
            json.writeStringField("BackingImageName", quoted(""));
            json.writeStringField("BackingImageChecksum", quoted(""));
            json.writeStringField(
                    "CompressionMethod", quoted(settings.compression().method()));
            json.writeStringField("StorageClassName", quoted(""));
            json.writeStringField("BackendStoreDriver", quoted("v1"));
        });
    }

    static byte[] backup(VolumeSettings settings, BackupSpec spec, boolean incremental, Map<Long, String> blocks)
            throws IOException {
        return write(json -> {
            json.writeStringField("Name", spec.backup());
            json.writeStringField("VolumeName", settings.volume());
            json.writeStringField("SnapshotName", spec.snapshot());
            json.writeStringField("SnapshotCreatedAt", seconds(spec.snapshotAt()));
            json.writeStringField("CreatedTime", seconds(spec.createdAt()));
            json.writeStringField("Size", String.valueOf((long) blocks.size() * settings.blockSize()));
            labels(json, settings.labels());
            parameters(json, settings.blockSize());
            json.writeBooleanField("IsIncremental", incremental);
            json.writeStringField("CompressionMethod", settings.compression().method());
            processingBlocks(json, incremental);
            blocks(json, blocks);
            json.writeObjectFieldStart("SingleFile");
            json.writeStringField("FilePath", "");
            json.writeEndObject();
        });
    }

    private static void labels(JsonGenerator json, Map<String, String> labels) throws IOException {
        if (labels.isEmpty()) {
            json.writeNullField("Labels");
            return;
        }
        json.writeObjectFieldStart("Labels");
        for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
    }

    private static void parameters(JsonGenerator json, int blockSize) throws IOException {
        if (blockSize != VolumeSettings.DEFAULT_BLOCK_SIZE) {
            json.writeObjectFieldStart("Parameters");
            json.writeStringField("backup-block-size", String.valueOf(blockSize));
            json.writeEndObject();
        }
    }

    /** Upstream leaves an empty map behind after a full backup and nothing after an incremental one. */
    private static void processingBlocks(JsonGenerator json, boolean incremental) throws IOException {
        if (incremental) {
            json.writeNullField("ProcessingBlocks");
        } else {
            json.writeObjectFieldStart("ProcessingBlocks");
            json.writeEndObject();
        }
    }

    private static void blocks(JsonGenerator json, Map<Long, String> blocks) throws IOException {
        if (blocks.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("Blocks");
        for (Map.Entry<Long, String> block : blocks.entrySet()) {
            json.writeStartObject();
            json.writeNumberField("Offset", block.getKey());
            json.writeStringField("BlockChecksum", block.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A string inside a string, as Go's {@code ,string} tag makes it. */
    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] write(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
