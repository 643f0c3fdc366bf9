package io.restorekit.backup.longhorn;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.restorekit.backup.BlockMap;
import java.io.IOException;
import java.time.Instant;

/** A backup's config, read as a stream: the blocks go into packed arrays as they come, in whatever order fields stand. */
record BackupConfig(BackupHead head, BlockEntries entries) {
    /** An entry has about 100 bytes. */
    static final long MOST_BYTES = BlockMap.MOST_BLOCKS * 128L;

    /** The same, dated by the store's clock where its time cannot be right: one of the year 2099 would be the newest for ever. */
    BackupConfig writtenAt(Instant written) {
        return head.misdated(written) ? new BackupConfig(head.dated(written), entries) : this;
    }

    /** Reads the config whole. */
    static BackupConfig parse(JsonParser json) throws IOException {
        BackupHead.Collector head = new BackupHead.Collector();
        BlockEntries entries = new BlockEntries();
        boolean sawBlocks = false;
        while (Fields.next(json)) {
            if (!json.currentName().equals("Blocks")) {
                head.take(json);
            } else if (sawBlocks) {
                throw new Malformed("it lists its blocks twice");
            } else {
                sawBlocks = true;
                blocks(json, entries);
            }
        }
        Fields.requireEnd(json);
        return new BackupConfig(head.head(), entries);
    }

    /** Reads no further than the blocks, unless what tells backups apart stands behind them. */
    static BackupHead parseHead(JsonParser json) throws IOException {
        BackupHead.Collector head = new BackupHead.Collector();
        while (Fields.next(json)) {
            if (!json.currentName().equals("Blocks")) {
                head.take(json);
            } else if (head.tellsApart()) {
                return head.head();
            } else {
                json.skipChildren();
            }
        }
        Fields.requireEnd(json);
        return head.head();
    }

    private static void blocks(JsonParser json, BlockEntries entries) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new Malformed("Blocks is no list");
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            block(json, entries);
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw new Malformed("an entry of Blocks is no object");
        }
    }

    private static void block(JsonParser json, BlockEntries entries) throws IOException {
        long offset = -1;
        boolean hasDigest = false;
        while (Fields.next(json)) {
            switch (json.currentName()) {
                case "Offset" -> offset = offset(json);
                case "BlockChecksum" -> {
                    requireString(json);
                    entries.digest(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
                    hasDigest = true;
                }
                default -> json.skipChildren();
            }
        }
        if (!hasDigest) {
            throw new Malformed("block " + entries.count() + " has no checksum");
        }
        entries.add(offset);
    }

    private static long offset(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new Malformed("an offset is no number");
        }
        return json.getLongValue();
    }

    private static void requireString(JsonParser json) throws Malformed {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new Malformed("a checksum is no string");
        }
    }
}
