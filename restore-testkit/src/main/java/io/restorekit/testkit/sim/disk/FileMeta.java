package io.restorekit.testkit.sim.disk;

import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;

/** What is known of a file beside its bytes. */
record FileMeta(long size, FileTime modified, Map<String, byte[]> labels) {

    static FileMeta ofNew(FileTime now) {
        return new FileMeta(0, now, Map.of());
    }

    /** After a write up to there. */
    FileMeta written(long end, FileTime now) {
        return new FileMeta(Math.max(size, end), now, labels);
    }

    FileMeta sized(long bytes) {
        return new FileMeta(bytes, modified, labels);
    }

    FileMeta at(FileTime time) {
        return new FileMeta(size, time, labels);
    }

    FileMeta labelled(String name, byte[] value) {
        Map<String, byte[]> all = new TreeMap<>(labels);
        all.put(name, value);
        return new FileMeta(size, modified, all);
    }

    FileMeta unlabelled(String name) {
        Map<String, byte[]> rest = new TreeMap<>(labels);
        rest.remove(name);
        return new FileMeta(size, modified, rest);
    }
}
