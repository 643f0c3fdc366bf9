package io.restorekit.testkit.longhorn;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A backup as it was written.
 *
 * @param name of the backup
 * @param volumeSize the size of its image, in bytes
 * @param blocks checksum of each block by its offset; where there is none the image has zeros
 * @param uploaded the checksums of the blocks that the store did not have before, in the order of their offsets
 */
public record WrittenBackup(String name, long volumeSize, SortedMap<Long, String> blocks, List<String> uploaded) {

    public WrittenBackup {
        blocks = Collections.unmodifiableSortedMap(new TreeMap<>(blocks));
        uploaded = List.copyOf(uploaded);
    }
}
