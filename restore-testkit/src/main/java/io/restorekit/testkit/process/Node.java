package io.restorekit.testkit.process;

import io.restorekit.testkit.fault.FaultRule;
import io.restorekit.testkit.fault.When;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A node: a program that is started, killed and started again, with a disk and an address that stay.
 *
 * <pre>{@code
 * try (Node node = Node.open("node-1")) {
 *     node.killAt(line -> line.contains("50 %"));
 *     node.start(Command.java("-jar", jar, "--data", "{node.disk}", "--listen", "{node.address}"));
 *     node.awaitKill(Duration.ofMinutes(1));
 *     node.restart();
 *     node.awaitLine(line -> line.contains("done"), Duration.ofMinutes(1));
 * }
 * }</pre>
 *
 * <p><b>What the program is told.</b> In the words of a command, in the values of its environment and in its directory
 * {@code {node.name}}, {@code {node.disk}}, {@code {node.host}}, {@code {node.port}} and {@code {node.address}} (host and
 * port) are replaced, anew at each start. A command without a directory runs in the disk.
 *
 * <p><b>The address</b> is a TCP port of 127.0.0.1, the same in all lives. The UDP port of that number is held, so that no
 * other node gets it. <b>The disk</b> is a directory; the page cache is the machine's, so a kill loses nothing that was
 * written: {@link io.restorekit.testkit.sim.disk.SimNode} is for power cuts.
 *
 * <p><b>All processes</b> of the node are killed, frozen and thawed together: the one that was started, its descendants,
 * and on Linux those that have left them. As in a container, all end when the one that was started does: those that are
 * left are killed as soon as the test waits for the end, starts again or closes.
 *
 * <p>Failed waits throw {@link AssertionError} with the output of that life. Thread-safe; starting and ending are for one
 * thread at a time.
 */
public final class Node implements AutoCloseable {
    /** How long the kernel may take to end a process. */
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final NodePort port = NodePort.open();
    private final Residents residents = new Residents();
    private final LineKills kills = new LineKills(residents);
    private final Lives lives = new Lives();
    private final List<NodeDisk> setAside = new CopyOnWriteArrayList<>();
    private volatile Optional<NodeDisk> disk;
    private volatile Optional<Command> command = Optional.empty();

    private Node(String name, NodeDisk disk) {
        this.name = name;
        this.disk = Optional.of(disk);
    }

    /** A node whose disk is an empty directory, which goes when the node is closed. */
    public static Node open(String name) {
        return new Node(name, NodeDisk.make(name));
    }

    /**
     * A node whose disk is a directory of the test's, which stays.
     *
     * @throws IllegalArgumentException if there is no such directory
     */
    public static Node open(String name, Path disk) {
        if (!Files.isDirectory(disk)) {
            throw new IllegalArgumentException("the disk of " + name + " is no directory: " + disk);
        }
        return new Node(name, new NodeDisk(disk.toAbsolutePath(), false));
    }

    public String name() {
        return name;
    }

    /** @throws IllegalStateException if it was moved to another node */
    public Path disk() {
        return attached().path();
    }

    public InetSocketAddress address() {
        return port.address();
    }

    /**
     * Begins a life.
     *
     * @throws IllegalStateException if the node runs, or its disk was moved to another node
     * @throws java.io.UncheckedIOException if the program cannot be started
     */
    public void start(Command program) {
        Command told = told(program);
        if (isAlive()) {
            throw new IllegalStateException(name + " runs");
        }
        // Also waits for the threads that read what the last life wrote: one of them may still be killing.
        end();
        int life = lives.count();
        command = Optional.of(program);
        lives.add(ChildProcess.start(told, (process, line) -> kills.sees(process, NodeLine.of(life, line))));
    }

    /** Runs the same command on the same disk, at the same address. Kills all that runs before. */
    public void restart() {
        restart(command.orElseThrow(() -> new IllegalStateException(name + " was never started")));
    }

    /** As {@link #restart()}, with another command. */
    public void restart(Command program) {
        end();
        start(program);
    }

    /**
     * Gives the disk to another node, as a volume that is detached here and attached there, and starts the command there if
     * this node had one. The other node sets its own disk aside for good.
     *
     * @throws IllegalStateException if either node runs
     */
    public void moveTo(Node other) {
        if (isAlive() || other.isAlive()) {
            throw new IllegalStateException((isAlive() ? name : other.name) + " runs");
        }
        end();
        NodeDisk moved = attached();
        disk = Optional.empty();
        other.disk.ifPresent(other.setAside::add);
        other.disk = Optional.of(moved);
        command.ifPresent(other::start);
    }

    /** Kills all processes now, by SIGKILL. Fails if the program had ended by itself. */
    public void kill() throws InterruptedException {
        ChildProcess life = lives.last();
        kills.ends(lives.count() - 1);
        residents.kill(life.handle());
        life.kill();
    }

    /**
     * The program is killed when it writes a line that fits, once. The thread that reads the line does it, before the line
     * is handed on and before the next one of that stream is read.
     *
     * @param line called by the threads that read the output
     */
    public FaultRule killAt(Predicate<String> line) {
        return kills.on(
                "a line", When.<NodeLine>that(each -> line.test(each.text())).times(1));
    }

    /** As {@link #killAt(Predicate)}, at lines told by their number, chance, life or stream. */
    public FaultRule killAt(When<NodeLine> lines) {
        return kills.on("a line", lines);
    }

    /**
     * As {@link #killAt(Predicate)}, at the first line that tells of so much progress.
     *
     * @param progress what a line tells; empty for one that tells nothing
     */
    public FaultRule killAtProgress(double mark, Function<String, OptionalDouble> progress) {
        Predicate<NodeLine> reached = line -> progress.apply(line.text()).orElse(Double.NEGATIVE_INFINITY) >= mark;
        return kills.on("progress " + mark, When.that(reached).times(1));
    }

    /** Waits until the program was killed at a line in this life; returns the line. Fails if it ends otherwise. */
    public NodeLine awaitKill(Duration patience) throws InterruptedException {
        int life = lives.count() - 1;
        try {
            lives.last().awaitLine(line -> kills.at(life).isPresent(), patience);
        } catch (AssertionError e) {
            kills.broken().ifPresent(e::addSuppressed);
            throw e;
        }
        lives.last().kill();
        return kills.at(life).orElseThrow();
    }

    /** The kills at lines that never came, in words; also after the node was closed. */
    public List<String> unfired() {
        return kills.unfired();
    }

    /** Stops all processes, by SIGSTOP. On Linux nothing on the node runs any more when this returns. */
    public void freeze() throws InterruptedException {
        residents.freeze(running());
    }

    /** Lets all processes go on, by SIGCONT. */
    public void thaw() throws InterruptedException {
        residents.thaw(running());
    }

    /** Sends SIGTERM to the program and waits for its end; returns the exit code. A frozen one ends when it is thawed. */
    public int terminate(Duration patience) throws InterruptedException {
        lives.last().handle().destroy();
        return awaitExit(patience);
    }

    /** Waits for the end of the program and for its last line; returns the exit code. */
    public int awaitExit(Duration patience) throws InterruptedException {
        ChildProcess life = lives.last();
        life.awaitEnd(patience);
        residents.killOrphans();
        return life.awaitExit(KILL_PATIENCE);
    }

    /** Waits for a line of this life on either stream; lines that came before count. Returns the first that fits. */
    public NodeLine awaitLine(Predicate<String> wanted, Duration patience) throws InterruptedException {
        return NodeLine.of(lives.count() - 1, lives.last().await(wanted, patience));
    }

    /** Whether the program runs, be it frozen. */
    public boolean isAlive() {
        return lives.count() > 0 && lives.last().isAlive();
    }

    /** What was written so far in all lives, life by life, both streams in the order of arrival. */
    public List<NodeLine> lines() {
        return lives.lines();
    }

    /** Kills what runs, and deletes the disk if it was made for the node. {@link #unfired} and {@link #lines} still tell. */
    @Override
    public void close() {
        try {
            end();
        } finally {
            port.close();
            disk.ifPresent(setAside::add);
            disk = Optional.empty();
            while (!setAside.isEmpty()) {
                setAside.remove(0).discard();
            }
        }
    }

    private void end() {
        if (lives.count() > 0) {
            kills.ends(lives.count() - 1);
            residents.kill(lives.last().handle());
            lives.last().close();
        }
    }

    private Command told(Command program) {
        Command told = Placeholders.of(name, disk(), address()).in(program).with(residents.mark());
        return told.directory().isPresent() ? told : told.in(disk());
    }

    private NodeDisk attached() {
        return disk.orElseThrow(() -> new IllegalStateException(name + " has no disk any more"));
    }

    private ProcessHandle running() {
        if (!isAlive()) {
            throw new IllegalStateException(name + " does not run");
        }
        return lives.last().handle();
    }
}
