package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.sim.disk.FileCases.Case;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is done with directories, copies and moves: most begin with a file, a directory that holds one, and an empty one. */
final class TreeCases {
    private static final CopyOption[] NONE = {};
    private static final CopyOption[] REPLACE = {StandardCopyOption.REPLACE_EXISTING};
    private static final CopyOption[] ATOMIC = {StandardCopyOption.ATOMIC_MOVE};

    private TreeCases() {}

    static Stream<Case> all() {
        return Stream.of(
                        Stream.of(
                                tree("create over a directory", top -> Files.createDirectory(top.resolve("empty"))),
                                tree("create over a file", top -> Files.createDirectory(top.resolve("file"))),
                                tree("create without a folder", top -> Files.createDirectory(top.resolve("x/y"))),
                                tree("create below a file", top -> Files.createDirectory(top.resolve("file/y"))),
                                tree("create all", top -> Files.createDirectories(top.resolve("x/y/z"))),
                                tree("create all again", top -> Files.createDirectories(top.resolve("full"))),
                                tree("create all over a file", top -> Files.createDirectories(top.resolve("file"))),
                                tree("create all below a file", top -> Files.createDirectories(top.resolve("file/y"))),
                                tree("create a temporary file", top -> {
                                    Path file = Files.createTempFile(top, "one", ".tmp");
                                    return file.getFileName().toString().matches("one\\d+\\.tmp") + " "
                                            + Files.size(file);
                                }),
                                tree(
                                        "create a temporary directory",
                                        top -> Files.isDirectory(Files.createTempDirectory(top, "one"))),
                                tree("delete a directory", top -> Files.deleteIfExists(top.resolve("empty"))),
                                tree("delete one that is full", top -> Files.deleteIfExists(top.resolve("full"))),
                                tree("list", top -> listed(Files.newDirectoryStream(top))),
                                tree("list by a pattern", top -> listed(Files.newDirectoryStream(top, "{e,fu}*"))),
                                tree(
                                        "list by a filter",
                                        top -> listed(Files.newDirectoryStream(top, Files::isDirectory))),
                                tree(
                                        "list by a filter that throws",
                                        top -> listed(Files.newDirectoryStream(top, entry -> {
                                            throw new IOException();
                                        }))),
                                tree("list a file", top -> listed(Files.newDirectoryStream(top.resolve("file")))),
                                tree("list nothing", top -> listed(Files.newDirectoryStream(top.resolve("x")))),
                                tree("list twice", top -> {
                                    try (DirectoryStream<Path> list = Files.newDirectoryStream(top)) {
                                        list.iterator();
                                        return list.iterator();
                                    }
                                }),
                                tree("list when it is closed", top -> {
                                    DirectoryStream<Path> list = Files.newDirectoryStream(top);
                                    list.close();
                                    return list.iterator();
                                }),
                                tree("remove from a list", top -> {
                                    try (DirectoryStream<Path> list = Files.newDirectoryStream(top)) {
                                        Iterator<Path> entries = list.iterator();
                                        entries.next();
                                        entries.remove();
                                        return "";
                                    }
                                }),
                                tree("walk", top -> walked(top)),
                                tree("find", top -> {
                                    try (Stream<Path> found =
                                            Files.find(top, 5, (path, attributes) -> attributes.isRegularFile())) {
                                        return new TreeSet<>(
                                                found.map(Path::toString).toList());
                                    }
                                }),
                                tree(
                                        "real path",
                                        top -> top.resolve("full/../file").toRealPath()),
                                tree(
                                        "real path of nothing",
                                        top -> top.resolve("x").toRealPath()),
                                tree("up from nothing", top -> Files.exists(top.resolve("x/../file"))),
                                tree("up from a file", top -> Files.exists(top.resolve("file/../file"))),
                                tree("through dots", top -> Files.readString(top.resolve("./full/.././file"))),
                                tree("copy with times", top -> {
                                    Files.setLastModifiedTime(top.resolve("file"), FileTime.fromMillis(5_000));
                                    return Files.getLastModifiedTime(Files.copy(
                                            top.resolve("file"),
                                            top.resolve("x"),
                                            StandardCopyOption.COPY_ATTRIBUTES,
                                            LinkOption.NOFOLLOW_LINKS));
                                }),
                                tree(
                                        "an atomic copy",
                                        top -> Files.copy(top.resolve("file"), top.resolve("x"), ATOMIC)),
                                tree("copy a stream over a file", top -> {
                                    try (var in = Files.newInputStream(top.resolve("full/inner"))) {
                                        return Files.copy(in, top.resolve("file"), REPLACE) + walked(top);
                                    }
                                })),
                        relocations())
                .flatMap(cases -> cases);
    }

    /** Each thing to each place, in each way. */
    private static Stream<Case> relocations() {
        return Stream.of("file", "full", "empty", "x")
                .flatMap(from -> Stream.of(
                                "file", "full", "empty", "new", "x/new", "full/new", "full/inner", "file/new")
                        .flatMap(to -> Stream.of(
                                relocation("copy", from, to, NONE, Files::copy),
                                relocation("copy", from, to, REPLACE, Files::copy),
                                relocation("move", from, to, NONE, Files::move),
                                relocation("move", from, to, REPLACE, Files::move),
                                relocation("move", from, to, ATOMIC, Files::move))));
    }

    /** Takes something from a place to another. */
    private interface Way {
        Path go(Path from, Path to, CopyOption... options) throws IOException;
    }

    private static Case relocation(String how, String from, String to, CopyOption[] options, Way way) {
        return tree(how + " " + from + " to " + to + " " + List.of(options), top -> {
            String result;
            try {
                result = way.go(top.resolve(from), top.resolve(to), options).toString();
            } catch (IOException e) {
                result = e.getClass().toString();
            }
            return result + " " + walked(top);
        });
    }

    private static Case tree(String name, FileCases.Body body) {
        return new Case(name, top -> {
            Files.writeString(top.resolve("file"), "content");
            Files.createDirectory(top.resolve("empty"));
            Files.writeString(Files.createDirectory(top.resolve("full")).resolve("inner"), "inner content");
            return body.run(top);
        });
    }

    private static Set<String> listed(DirectoryStream<Path> stream) throws IOException {
        Set<String> names = new TreeSet<>();
        try (stream) {
            stream.forEach(path -> names.add(path.toString()));
        }
        return names;
    }

    private static String walked(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            return all.sorted(Comparator.comparing(Path::toString))
                    .map(path -> path + (Files.isDirectory(path) ? "/" : "=" + text(path)))
                    .collect(Collectors.joining(" "));
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
