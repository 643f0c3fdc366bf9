package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.sim.disk.FileCases.Case;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;

/** What is done with channels: most begin with a file of ten digits. */
final class ChannelCases {
    private static final OpenOption[] BOTH = {StandardOpenOption.READ, StandardOpenOption.WRITE};

    /** What is done with an open channel. */
    private interface Body {
        Object run(FileChannel channel) throws Exception;
    }

    private ChannelCases() {}

    static Stream<Case> all() {
        return Stream.of(
                on("reading at the end", c -> c.position(10).read(ByteBuffer.allocate(1))),
                on("reading into no room at the end", c -> c.position(10).read(ByteBuffer.allocate(0))),
                on("reading beyond the end", c -> c.read(ByteBuffer.allocate(1), 100)),
                on("reading less than there is room", c -> c.read(ByteBuffer.allocate(100), 7)),
                on(
                        "reading into what is read-only",
                        c -> c.read(ByteBuffer.allocate(1).asReadOnlyBuffer())),
                on("a read moves on, one at a position does not", c -> {
                    c.read(ByteBuffer.allocate(3));
                    c.read(ByteBuffer.allocate(3), 5);
                    return c.position();
                }),
                on("a write beyond the end leaves zeros", c -> {
                    c.write(text("x"), 12);
                    return c.size() + Arrays.toString(content(c));
                }),
                on("no bytes beyond the end", c -> c.write(text(""), 100) + " " + c.size()),
                on("a position beyond the end", c -> c.position(20).size() + " " + c.position()),
                on("a position below zero", c -> c.position(-1)),
                on("a read below zero", c -> c.read(ByteBuffer.allocate(1), -1)),
                on("a write below zero", c -> c.write(text("x"), -1)),
                on(
                        "truncate",
                        c -> c.position(8).truncate(4).size() + " " + c.position() + Arrays.toString(content(c))),
                on("truncate to more", c -> c.position(20).truncate(15).size() + " " + c.position()),
                on("truncate below zero", c -> c.truncate(-1)),
                on("what was truncated does not come back", c -> {
                    c.truncate(4).write(text("x"), 8);
                    return Arrays.toString(content(c));
                }),
                on("scatter", c -> {
                    ByteBuffer[] parts = {ByteBuffer.allocate(4), ByteBuffer.allocate(100)};
                    return c.read(parts) + " " + new String(parts[1].array(), 0, 6) + " " + parts[1].position() + " "
                            + c.read(parts);
                }),
                on("gather", c -> {
                    ByteBuffer[] parts = {text("ab"), text("cde")};
                    return c.write(parts) + " " + c.position() + " " + parts[1].remaining() + new String(content(c));
                }),
                on("gather from outside the array", c -> c.write(new ByteBuffer[1], 1, 1)),
                on("transfer to", c -> {
                    ByteArrayOutputStream to = new ByteArrayOutputStream();
                    return c.transferTo(3, 100, Channels.newChannel(to)) + " " + to + " " + c.position();
                }),
                on(
                        "transfer from beyond the end",
                        c -> c.transferTo(11, 1, Channels.newChannel(new ByteArrayOutputStream()))),
                on("transfer from", c -> {
                    ByteArrayInputStream from = new ByteArrayInputStream("abc".getBytes());
                    return c.transferFrom(Channels.newChannel(from), 9, 2) + " " + c.position()
                            + new String(content(c));
                }),
                on(
                        "transfer behind the end",
                        c -> c.transferFrom(Channels.newChannel(new ByteArrayInputStream(new byte[1])), 11, 1)),
                on("a lock and another region", c -> {
                    try (FileLock one = c.lock(0, 5, false);
                            FileLock other = c.tryLock(5, 5, false)) {
                        return one.isValid() + " " + other.isShared();
                    }
                }),
                on("two locks of one process", c -> c.lock(0, 5, false).isValid() + " " + c.tryLock(4, 1, true)),
                on("a lock that was given back", c -> {
                    c.lock().release();
                    return c.lock().isValid();
                }),
                on("a lock of a closed channel", c -> {
                    FileLock lock = c.lock();
                    c.close();
                    return lock.isValid();
                }),
                on("a lock of a thread that comes interrupted", c -> interrupted(c, FileChannel::lock)),
                on("a tried lock of a thread that comes interrupted", c -> interrupted(c, FileChannel::tryLock)),
                on("a closed channel: read", c -> closed(c).read(ByteBuffer.allocate(1))),
                on("a closed channel: write", c -> closed(c).write(text("x"))),
                on("a closed channel: size", c -> closed(c).size()),
                on("a closed channel: position", c -> closed(c).position()),
                on("a closed channel: force", c -> {
                    closed(c).force(true);
                    return "";
                }),
                on("a closed channel: lock", c -> closed(c).tryLock()),
                on("an interrupted thread closes it", c -> {
                    Thread.currentThread().interrupt();
                    try {
                        return c.write(text("x"));
                    } finally {
                        Thread.interrupted();
                    }
                }),
                opened("only for reading: write", c -> c.write(text("x")), StandardOpenOption.READ),
                opened("only for reading: truncate", c -> c.truncate(0), StandardOpenOption.READ),
                opened("only for reading: lock", c -> c.tryLock(), StandardOpenOption.READ),
                opened(
                        "only for reading: shared lock",
                        c -> c.tryLock(0, 1, true).isShared(),
                        StandardOpenOption.READ),
                opened("only for writing: read", c -> c.read(ByteBuffer.allocate(1)), StandardOpenOption.WRITE),
                opened("only for writing: shared lock", c -> c.tryLock(0, 1, true), StandardOpenOption.WRITE),
                opened(
                        "appending ignores positions",
                        c -> {
                            c.position(2).write(text("x"));
                            c.write(text("y"), 3);
                            return c.position() + " " + c.size();
                        },
                        StandardOpenOption.APPEND),
                new Case("a lock that was dropped as another channel was closed", top -> {
                    Path file = Files.createFile(top.resolve("a"));
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        FileLock lock = channel.lock();
                        FileChannel.open(file, StandardOpenOption.READ).close();
                        return lock.isValid() + " " + channel.tryLock();
                    }
                }),
                new Case("force a directory", top -> {
                    try (FileChannel directory = FileChannel.open(top, StandardOpenOption.READ)) {
                        directory.force(true);
                        return directory.read(ByteBuffer.allocate(1));
                    }
                }),
                new Case("open a directory for writing", top -> FileChannel.open(top, StandardOpenOption.WRITE)));
    }

    private static Case on(String name, Body body) {
        return opened(name, body, BOTH);
    }

    private static Case opened(String name, Body body, OpenOption... options) {
        return new Case(name, top -> {
            Path file = Files.writeString(top.resolve("digits"), "0123456789");
            try (FileChannel channel = FileChannel.open(file, options)) {
                return body.run(channel);
            }
        });
    }

    private static String interrupted(FileChannel channel, Body body) throws Exception {
        Thread.currentThread().interrupt();
        try {
            return (body.run(channel) != null) + " " + channel.isOpen();
        } catch (FileLockInterruptionException e) {
            return "interrupted " + channel.isOpen();
        } finally {
            Thread.interrupted();
        }
    }

    private static FileChannel closed(FileChannel channel) throws Exception {
        channel.close();
        return channel;
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes());
    }

    private static byte[] content(FileChannel channel) throws Exception {
        ByteBuffer all = ByteBuffer.allocate((int) channel.size());
        channel.read(all, 0);
        return all.array();
    }
}
