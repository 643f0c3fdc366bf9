package io.restorekit.testkit.sim.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Attributes by their names: {@code size}, {@code basic:*}, {@code user:label}. */
final class NamedAttributes {
    private static final Map<String, Function<BasicFileAttributes, Object>> BASIC = new TreeMap<>(Map.of(
            "size", BasicFileAttributes::size,
            "lastModifiedTime", BasicFileAttributes::lastModifiedTime,
            "lastAccessTime", BasicFileAttributes::lastAccessTime,
            "creationTime", BasicFileAttributes::creationTime,
            "isDirectory", BasicFileAttributes::isDirectory,
            "isRegularFile", BasicFileAttributes::isRegularFile,
            "isSymbolicLink", BasicFileAttributes::isSymbolicLink,
            "isOther", BasicFileAttributes::isOther,
            "fileKey", BasicFileAttributes::fileKey));

    private final Mount mount;
    private final SimPath path;

    NamedAttributes(Mount mount, SimPath path) {
        this.mount = mount;
        this.path = path;
    }

    Map<String, Object> read(String wanted) throws IOException {
        String view = view(wanted);
        List<String> names = List.of(name(wanted).split(","));
        return view.equals("user") ? labels(names) : basic(names);
    }

    private Map<String, Object> basic(List<String> names) throws IOException {
        BasicFileAttributes attributes = new SimTimes(mount, path).readAttributes();
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : names.contains("*") ? BASIC.keySet() : names) {
            Function<BasicFileAttributes, Object> value = BASIC.get(name);
            if (value == null) {
                throw new IllegalArgumentException("'" + name + "' not recognized");
            }
            values.put(name, value.apply(attributes));
        }
        return values;
    }

    private Map<String, Object> labels(List<String> names) throws IOException {
        UserDefinedFileAttributeView view = new SimLabels(mount, path);
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : names.contains("*") ? view.list() : names) {
            ByteBuffer value = ByteBuffer.allocate(view.size(name));
            view.read(name, value);
            values.put(name, value.array());
        }
        return values;
    }

    void set(String attribute, Object value) throws IOException {
        String name = name(attribute);
        if (view(attribute).equals("user")) {
            new SimLabels(mount, path)
                    .write(name, value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : (ByteBuffer) value);
        } else if (name.equals("lastModifiedTime")) {
            new SimTimes(mount, path).setTimes((FileTime) value, null, null);
        } else if (name.equals("lastAccessTime") || name.equals("creationTime")) {
            new SimTimes(mount, path).setTimes(null, (FileTime) value, null);
        } else {
            throw new IllegalArgumentException("'" + attribute + "' not recognized");
        }
    }

    private static String view(String attribute) {
        int colon = attribute.indexOf(':');
        String view = colon < 0 ? "basic" : attribute.substring(0, colon);
        if (!view.equals("basic") && !view.equals("user")) {
            throw new UnsupportedOperationException("View '" + view + "' not available");
        }
        return view;
    }

    private static String name(String attribute) {
        return attribute.substring(attribute.indexOf(':') + 1);
    }
}
