package io.restorekit.backup.longhorn;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a backup's config says besides its blocks. Fields that it lacks are empty.
 *
 * @param createdTime empty while the backup is being written, or if that was given up
 * @param size the bytes of the blocks that it lists
 * @param blockSize the quantity in its parameters
 * @param singleFile the path of a single-file backup
 */
record BackupHead(
        String name,
        String volumeName,
        String snapshotCreatedAt,
        String createdTime,
        OptionalLong size,
        String compression,
        String blockSize,
        String singleFile) {

    /** Clocks of the two sides differ by hours at most, where a time zone was taken for another. */
    private static final Duration TOLERANCE = Duration.ofDays(1);

    boolean complete() {
        return !createdTime.isEmpty();
    }

    Optional<Instant> snapshotAt() {
        return Fields.time(snapshotCreatedAt);
    }

    Optional<Instant> createdAt() {
        return Fields.time(createdTime);
    }

    /** Whether it is dated more than a day after the store's own clock when it was written. */
    boolean misdated(Instant written) {
        return snapshotAt().filter(at -> isAfter(at, written)).isPresent()
                || createdAt().filter(at -> isAfter(at, written)).isPresent();
    }

    private static boolean isAfter(Instant at, Instant written) {
        return Duration.between(written, at).compareTo(TOLERANCE) > 0;
    }

    /** The same, dated when it was written. */
    BackupHead dated(Instant written) {
        return new BackupHead(
                name, volumeName, written.toString(), createdTime, size, compression, blockSize, singleFile);
    }

    /** Collects a head field by field. */
    static final class Collector {
        private String name = "";
        private String volumeName = "";
        private String snapshotCreatedAt = "";
        private String createdTime = "";
        private OptionalLong size = OptionalLong.empty();
        private String compression = "";
        private String blockSize = "";
        private String singleFile = "";
        private boolean sawCreatedTime;

        /** Takes the field whose value the parser stands on; one that is not wanted is skipped with all it holds. */
        void take(JsonParser json) throws IOException {
            switch (json.currentName()) {
                case "Name" -> name = Fields.text(json);
                case "VolumeName" -> volumeName = Fields.text(json);
                case "SnapshotCreatedAt" -> snapshotCreatedAt = Fields.text(json);
                case "CreatedTime" -> {
                    createdTime = Fields.text(json);
                    sawCreatedTime = true;
                }
                case "Size" -> size = Fields.number(json);
                case "CompressionMethod" -> compression = Fields.quotedText(json);
                case "Parameters" -> blockSize = inner(json, "backup-block-size");
                case "SingleFile" -> singleFile = inner(json, "FilePath");
                default -> json.skipChildren();
            }
        }

        /** Whether all is known that tells backups apart; the rest is of use only to a restore. */
        boolean tellsApart() {
            return !name.isEmpty() && sawCreatedTime && size.isPresent() && !snapshotCreatedAt.isEmpty();
        }

        BackupHead head() {
            return new BackupHead(
                    name, volumeName, snapshotCreatedAt, createdTime, size, compression, blockSize, singleFile);
        }

        private static String inner(JsonParser json, String wanted) throws IOException {
            if (json.currentToken() == JsonToken.VALUE_NULL) {
                return "";
            }
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw new Malformed(json.currentName() + " is no object");
            }
            String found = "";
            while (Fields.next(json)) {
                if (json.currentName().equals(wanted)) {
                    found = Fields.text(json);
                } else {
                    json.skipChildren();
                }
            }
            return found;
        }
    }
}
