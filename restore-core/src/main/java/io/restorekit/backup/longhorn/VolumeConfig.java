package io.restorekit.backup.longhorn;

import com.fasterxml.jackson.core.JsonParser;
import io.restorekit.api.Names;
import java.io.IOException;
import java.util.Optional;

/**
 * A volume.cfg: the volume as of its newest backup.
 *
 * @param size in bytes, more than 0
 * @param lastBackup the newest backup; can be absent, or name a deleted one, after a deletion
 * @param backingImage the name of the image that lies under the volume; empty if there is none
 */
record VolumeConfig(String name, long size, Optional<String> lastBackup, String backingImage) {
    /** Labels are all that can grow in one; a usual one has 400 bytes. */
    static final long MOST_BYTES = 4 << 20;

    VolumeConfig {
        if (size <= 0) {
            throw new IllegalArgumentException("a volume of " + size + " bytes");
        }
    }

    /** Reads the config of the named volume. */
    static VolumeConfig parse(String volume, JsonParser json) throws IOException {
        String name = "";
        long size = 0;
        String lastBackup = "";
        String backingImage = "";
        while (Fields.next(json)) {
            switch (json.currentName()) {
                case "Name" -> name = Fields.text(json);
                case "Size" -> size = Fields.number(json).orElse(0);
                case "LastBackupName" -> lastBackup = Fields.text(json);
                case "BackingImageName" -> backingImage = Fields.quotedText(json);
                default -> json.skipChildren();
            }
        }
        Fields.requireEnd(json);
        if (!name.equals(volume)) {
            throw new Malformed("it is the config of another volume, " + Problems.shown(name));
        }
        if (size == 0) {
            throw new Malformed("it gives the volume no size");
        }
        return new VolumeConfig(name, size, Optional.of(lastBackup).filter(Names::valid), backingImage);
    }
}
