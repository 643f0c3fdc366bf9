package io.restorekit.testkit.process;

import io.restorekit.testkit.net.LastingPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A node that runs a program, dies, and comes back: with the same disk and the same address. Each start is a life.
 *
 * <pre>{@code
 * try (Node node = Node.open("node-1");
 *         Node other = Node.open("node-2")) {
 *     NodeKill kill = node.killAtLine(line -> line.contains("50 %"));
 *     node.start(Command.java("-jar", jar));
 *     kill.await(Duration.ofSeconds(30));
 *     node.restart();
 *     node.moveTo(other);                       // as a volume that is detached and attached elsewhere
 * }
 * }</pre>
 *
 * <p>The program is told who it is by its environment: {@code NODE_NAME}, {@code NODE_DISK} (a directory) and {@code
 * NODE_ADDRESS} ({@code 127.0.0.1:port}, a port that nothing listens on unless the program does). What a killed process wrote
 * stays on the disk, also what it did not force: power cuts are for {@code sim.disk.SimNode}. Closing kills everything that
 * runs here, and deletes a disk that was made here. Thread-safe.
 */
public final class Node implements AutoCloseable {
    private final String name;
    private final InetSocketAddress address;
    private final NodeDisk ownDisk;
    private final NodeKills kills = new NodeKills();
    private final List<ChildProcess> lives = new ArrayList<>();
    private Path disk;
    private Optional<Command> command = Optional.empty();

    private Node(String name, NodeDisk disk) {
        this.name = name;
        this.ownDisk = disk;
        this.disk = disk.path();
        this.address = freeAddress();
    }

    /** A node with an empty disk of its own, in a temporary folder. */
    public static Node open(String name) {
        return new Node(name, NodeDisk.make(name));
    }

    /** A node whose disk is this directory, which stays. */
    public static Node on(String name, Path disk) {
        return new Node(name, NodeDisk.given(disk));
    }

    public String name() {
        return name;
    }

    /** The directory that is its disk now. */
    public synchronized Path disk() {
        return disk;
    }

    /** Where its program should listen, the same in all its lives. */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * Starts a program; whatever ran here before is killed.
     *
     * @throws UncheckedIOException if it cannot be started
     */
    public synchronized void start(Command program) {
        lives.forEach(ChildProcess::close);
        command = Optional.of(program);
        NodeKills.Life life = kills.begin();
        ChildProcess child = ChildProcess.start(program.with(environment()), life);
        life.is(child);
        lives.add(child);
    }

    /**
     * Starts the same program once more.
     *
     * @throws IllegalStateException if none was started
     */
    public synchronized void restart() {
        start(command.orElseThrow(() -> new IllegalStateException("nothing was started on " + name)));
    }

    /**
     * The other node gets this one's disk, and starts the same program; everything that ran on either is killed. This one
     * goes on with the disk that it had at first, should it be started again.
     */
    public synchronized void moveTo(Node other) {
        Command program = command.orElseThrow(() -> new IllegalStateException("nothing was started on " + name));
        lives.forEach(ChildProcess::close);
        other.attach(disk);
        disk = ownDisk.path();
        other.start(program);
    }

    private synchronized void attach(Path attached) {
        disk = attached;
    }

    /** The process of the latest life. */
    public synchronized ChildProcess process() {
        if (lives.isEmpty()) {
            throw new IllegalStateException("nothing was started on " + name);
        }
        return lives.get(lives.size() - 1);
    }

    /** SIGKILL, for it and all that it has started. Fails if it had ended by itself before. */
    public void kill() throws InterruptedException {
        process().kill();
    }

    /** SIGSTOP, for it alone and not for what it has started. */
    public void freeze() {
        process().freeze();
    }

    /** SIGCONT. */
    public void thaw() {
        process().thaw();
    }

    /**
     * Kills it once, at the first line of any life from now on that fits: by the thread that reads the line, before it reads
     * the next. What the program did since it wrote the line has happened.
     */
    public NodeKill killAtLine(Predicate<String> line) {
        return kills.plan(line);
    }

    /**
     * Kills it once, when a line tells that it is so far.
     *
     * @param progress what a line tells of it, in per cent, if it does
     */
    public NodeKill killAtPercent(double percent, Function<String, OptionalDouble> progress) {
        return killAtLine(line -> progress.apply(line).orElse(-1) >= percent);
    }

    /** Planned kills that have not come, in words. A test whose fault never came proves nothing: assert on it. */
    public List<String> unfired() {
        return kills.unfired();
    }

    /** All that was written here, in the order of lives. */
    public synchronized List<NodeLine> lines() {
        List<NodeLine> all = new ArrayList<>();
        for (int life = 0; life < lives.size(); life++) {
            for (OutputLine line : lives.get(life).lines()) {
                all.add(new NodeLine(life, line));
            }
        }
        return all;
    }

    /** Waits for a line of the latest life, as {@link ChildProcess#awaitLine}. */
    public String awaitLine(Predicate<String> wanted, Duration patience) throws InterruptedException {
        return process().awaitLine(wanted, patience);
    }

    @Override
    public synchronized void close() {
        lives.forEach(ChildProcess::close);
        ownDisk.close();
    }

    private Map<String, String> environment() {
        return Map.of(
                "NODE_NAME",
                name,
                "NODE_DISK",
                disk.toString(),
                "NODE_ADDRESS",
                address.getHostString() + ":" + address.getPort());
    }

    private static InetSocketAddress freeAddress() {
        try (ServerSocket socket = LastingPort.bind(port -> new ServerSocket(port, 1, loopback()))) {
            return new InetSocketAddress("127.0.0.1", socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByName("127.0.0.1");
    }
}
