package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.sim.disk.FileCases.Case;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What paths say of themselves, without a look at the disk. */
final class PathCases {
    private static final List<String> PATHS =
            List.of("/", "", "/a", "/a/b", "a/b", "a/./b/../c", "../a", "/../a", "a//b/");

    private PathCases() {}

    static Stream<Case> all() {
        return Stream.concat(
                PATHS.stream()
                        .flatMap(one -> Stream.concat(
                                Stream.of(new Case("path '" + one + "'", top -> told(top.getFileSystem(), one))),
                                PATHS.stream()
                                        .map(other -> new Case("paths '" + one + "', '" + other + "'", top -> {
                                            FileSystem files = top.getFileSystem();
                                            return related(files.getPath(one), files.getPath(other));
                                        })))),
                Stream.of(
                        new Case("joined", top -> top.getFileSystem().getPath("", "a", "", "b")),
                        new Case("with a zero", top -> top.getFileSystem().getPath("a\0b")),
                        new Case("no such name", top -> top.getName(100)),
                        new Case(
                                "URI",
                                top -> top.getFileSystem()
                                        .getPath("/a b/%20#?\"<")
                                        .toUri()
                                        .getRawPath()),
                        new Case("no such part", top -> top.subpath(1, 1)),
                        new Case("glob", top -> matches(top, "glob:**/*.{x,y}")),
                        new Case("regex", top -> matches(top, "regex:.*a\\.x")),
                        new Case("a pattern of no kind", top -> matches(top, "nonsense:a"))));
    }

    private static Object matches(Path top, String pattern) {
        return Stream.of("a.x", "d/a.y", "d/a.z")
                .map(name -> top.getFileSystem().getPathMatcher(pattern).matches(top.resolve(name)))
                .toList();
    }

    private static String told(FileSystem files, String text) {
        Path path = files.getPath(text);
        return String.join(
                " | ",
                path.toString(),
                String.valueOf(path.getRoot()),
                String.valueOf(path.getParent()),
                String.valueOf(path.getFileName()),
                String.valueOf(path.getNameCount()),
                path.normalize().toString(),
                String.valueOf(path.isAbsolute()),
                path.resolveSibling("s").toString());
    }

    private static String related(Path one, Path other) {
        String way;
        try {
            way = one.normalize().relativize(other.normalize()).toString();
        } catch (IllegalArgumentException e) {
            way = "none";
        }
        return String.join(
                " | ",
                one.resolve(other).toString(),
                way,
                String.valueOf(one.startsWith(other)),
                String.valueOf(one.endsWith(other)),
                String.valueOf(one.equals(other)),
                String.valueOf(Integer.signum(one.compareTo(other))));
    }
}
