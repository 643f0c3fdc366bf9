package io.restorekit.testkit.sim.disk;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is done with single files. */
final class FileCases {

    /** What is done in an empty directory; two file systems must agree on what it returns, or on what it throws. */
    interface Body {
        Object run(Path top) throws Exception;
    }

    /** A body with a name. */
    record Case(String name, Body body) {
        @Override
        public String toString() {
            return name;
        }
    }

    private FileCases() {}

    static Stream<Case> all() {
        return Stream.of(
                new Case("write and read", top -> Files.readString(Files.writeString(top.resolve("a"), "some text"))),
                new Case("a shorter text replaces a longer one", top -> {
                    Files.writeString(top.resolve("a"), "a longer text");
                    return Files.readString(Files.writeString(top.resolve("a"), "short"));
                }),
                new Case("lines", top -> Files.readAllLines(Files.write(top.resolve("a"), List.of("one", "two")))),
                new Case("append", top -> {
                    Files.writeString(top.resolve("a"), "one");
                    return Files.readString(Files.writeString(top.resolve("a"), "two", StandardOpenOption.APPEND));
                }),
                new Case("append to nothing", top -> open(top, StandardOpenOption.APPEND)),
                new Case("append and create", top -> open(top, StandardOpenOption.APPEND, StandardOpenOption.CREATE)),
                new Case("read what is not there", top -> Files.readAllBytes(top.resolve("a"))),
                new Case("write without creating", top -> open(top, StandardOpenOption.WRITE)),
                new Case("create without writing", top -> open(top, StandardOpenOption.CREATE)),
                new Case("create new without writing", top -> open(top, StandardOpenOption.CREATE_NEW)),
                new Case("create new over a file", top -> Files.createFile(Files.createFile(top.resolve("a")))),
                new Case("create new over a directory", top -> Files.createFile(top)),
                new Case("create without a folder", top -> Files.createFile(top.resolve("b/a"))),
                new Case(
                        "create below a file",
                        top -> Files.createFile(
                                Files.createFile(top.resolve("b")).resolve("a"))),
                new Case(
                        "read below a file",
                        top -> Files.readString(
                                Files.createFile(top.resolve("b")).resolve("a"))),
                new Case(
                        "exists below a file",
                        top -> Files.exists(Files.createFile(top.resolve("b")).resolve("a"))),
                new Case("write a directory", top -> Files.writeString(top, "text")),
                new Case("read a directory", top -> Files.readAllBytes(top)),
                new Case("truncate while reading", top -> {
                    Files.writeString(top.resolve("a"), "text");
                    FileChannel.open(top.resolve("a"), StandardOpenOption.READ, StandardOpenOption.TRUNCATE_EXISTING)
                            .close();
                    return Files.size(top.resolve("a"));
                }),
                new Case("read and append", top -> open(top, StandardOpenOption.READ, StandardOpenOption.APPEND)),
                new Case(
                        "append and truncate",
                        top -> open(top, StandardOpenOption.APPEND, StandardOpenOption.TRUNCATE_EXISTING)),
                new Case("an option of no use", top -> open(top, new OpenOption() {})),
                new Case("do not follow links", top -> Files.exists(top, LinkOption.NOFOLLOW_LINKS)),
                new Case("delete on close", top -> {
                    try (OutputStream out = Files.newOutputStream(
                            top.resolve("a"), StandardOpenOption.CREATE, StandardOpenOption.DELETE_ON_CLOSE)) {
                        out.write(1);
                        return Files.exists(top.resolve("a"));
                    }
                }),
                new Case("delete a directory on close", top -> {
                    Path directory = Files.createDirectory(top.resolve("a"));
                    FileChannel.open(directory, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE)
                            .close();
                    return Files.exists(directory);
                }),
                new Case(
                        "written in step with the disk",
                        top -> Files.readString(Files.writeString(
                                top.resolve("a"), "text", StandardOpenOption.CREATE, StandardOpenOption.DSYNC))),
                new Case("a deleted file stays open", top -> {
                    Files.writeString(top.resolve("a"), "text");
                    try (InputStream in = Files.newInputStream(top.resolve("a"))) {
                        Files.delete(top.resolve("a"));
                        return new String(in.readAllBytes()) + Files.exists(top.resolve("a"));
                    }
                }),
                new Case("skip and mark", top -> {
                    Files.writeString(top.resolve("a"), "0123456789");
                    try (InputStream in = Files.newInputStream(top.resolve("a"))) {
                        return in.skip(3) + " " + in.available() + " " + (char) in.read();
                    }
                }),
                new Case("delete what is not there", top -> {
                    Files.delete(top.resolve("a"));
                    return "";
                }),
                new Case("delete if there", top -> Files.deleteIfExists(top.resolve("a"))),
                new Case("attributes of a file", top -> {
                    BasicFileAttributes file = Files.readAttributes(
                            Files.writeString(top.resolve("a"), "text"), BasicFileAttributes.class);
                    return file.isRegularFile() + " " + file.isDirectory() + " " + file.isOther() + " " + file.size();
                }),
                new Case("attributes by name", top -> {
                    Files.writeString(top.resolve("a"), "text");
                    return Files.getAttribute(top.resolve("a"), "size") + " "
                            + new TreeSet<>(Files.readAttributes(top.resolve("a"), "basic:*")
                                    .keySet());
                }),
                new Case("an attribute that is none", top -> Files.getAttribute(top, "nonsense")),
                new Case("a view that is none", top -> Files.getAttribute(top, "nonsense:size")),
                new Case("set the time", top -> {
                    FileTime time = FileTime.from(Instant.ofEpochSecond(1_000_000, 5_000));
                    return Files.getLastModifiedTime(
                            Files.setLastModifiedTime(Files.createFile(top.resolve("a")), time));
                }),
                new Case("set the time by name", top -> {
                    FileTime time = FileTime.fromMillis(2_000);
                    Files.setAttribute(top, "lastModifiedTime", time);
                    return Files.getLastModifiedTime(top);
                }),
                new Case("set the size", top -> Files.setAttribute(top, "size", 1L)),
                new Case(
                        "time of what is not there",
                        top -> Files.setLastModifiedTime(top.resolve("a"), FileTime.fromMillis(0))),
                new Case("user attributes", top -> {
                    Files.createFile(top.resolve("a"));
                    UserDefinedFileAttributeView view =
                            Files.getFileAttributeView(top.resolve("a"), UserDefinedFileAttributeView.class);
                    view.write("label", ByteBuffer.wrap(new byte[] {1, 2}));
                    byte[] value = (byte[]) Files.getAttribute(top.resolve("a"), "user:label");
                    view.delete("label");
                    return value.length + " " + view.list();
                }),
                new Case(
                        "a user attribute that is not there",
                        top -> Files.getAttribute(Files.createFile(top.resolve("a")), "user:label")),
                new Case("access", top -> {
                    Path file = Files.createFile(top.resolve("a"));
                    return Files.isReadable(file) + " " + Files.isWritable(file) + " " + Files.isExecutable(file) + " "
                            + Files.isExecutable(top) + " " + Files.isReadable(top.resolve("b"));
                }),
                new Case("hidden", top -> Files.isHidden(Files.createFile(top.resolve(".a")))),
                new Case("same file", top -> Files.isSameFile(top, top.resolve("../top/."))),
                new Case("same as what is not there", top -> Files.isSameFile(top, top.resolve("a"))),
                new Case("a store", top -> Files.getFileStore(top).supportsFileAttributeView("basic")),
                new Case(
                        "mismatch",
                        top -> Files.mismatch(
                                Files.writeString(top.resolve("a"), "same"),
                                Files.writeString(top.resolve("b"), "some"))));
    }

    private static Object open(Path top, OpenOption... options) throws Exception {
        try (FileChannel channel = FileChannel.open(top.resolve("a"), options)) {
            return channel.size();
        }
    }
}
