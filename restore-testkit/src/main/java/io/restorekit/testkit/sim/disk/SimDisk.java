package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.sim.disk.DiskHook.Answer;
import io.restorekit.testkit.sim.disk.Operation.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A disk that loses, keeps or tears what was not forced. Processes see it through {@linkplain #mount mounts}, each a
 * {@code java.nio.file} file system of its own.
 *
 * <pre>{@code
 * SimDisk disk = SimDisk.of(42);
 * Files.writeString(disk.mount("host").getPath("/note"), "not forced");
 * disk.powerCut(Survival.RANDOM);
 * Files.exists(disk.mount("host").getPath("/note")); // may be
 * }</pre>
 *
 * <p>Thread-safe: operations happen one after the other, each as a whole. The hook is asked in the thread of an operation,
 * while all others wait.
 */
public final class SimDisk {
    private final Clock clock;
    private final RandomGenerator random;
    private final DiskHook hook;
    private final DirectoryNode root;
    private final List<Mount> mounts = new ArrayList<>();
    private final Moves moves = new Moves();
    private int inodes = 1;
    private long operations;
    private boolean out;
    private boolean refusesDirect;

    /** A disk whose chance is decided by a seed; its files have the machine's time, and nothing fails. */
    public static SimDisk of(long seed) {
        return of(seed, DiskHook.NONE);
    }

    /** As {@link #of(long)}, with a hook that is asked before each operation. */
    public static SimDisk of(long seed, DiskHook hook) {
        return new SimDisk(Clock.systemUTC(), new SplittableRandom(seed), hook);
    }

    /**
     * A disk of which everything is told.
     *
     * @param clock gives files their times
     * @param random decides what survives; asked by one thread at a time
     * @param hook asked before each operation
     */
    public SimDisk(Clock clock, RandomGenerator random, DiskHook hook) {
        this.clock = clock;
        this.random = random;
        this.hook = hook;
        this.root = new DirectoryNode(inodes++, now(clock));
    }

    private SimDisk(SimDisk from) {
        clock = from.clock;
        random = from.random;
        hook = DiskHook.NONE;
        root = from.root.media();
        inodes = from.inodes;
    }

    /**
     * What a process on a host sees. Locks exclude between processes of one host, and not between hosts.
     */
    public synchronized FileSystem mount(String host) {
        Mount mount = new Mount(this, host);
        mounts.add(mount);
        return new SimFileSystem(mount);
    }

    /** As after SIGKILL: its channels and locks are gone; what it wrote stays in the page cache. */
    public synchronized void processDies(FileSystem files) {
        Mount mount = ((SimFileSystem) files).mount();
        mount.die();
        mounts.remove(mount);
        notifyAll();
    }

    /** Every process on every host dies, and what was not forced meets its fate. */
    public synchronized void powerCut(Survival survival) {
        mounts.forEach(Mount::die);
        mounts.clear();
        notifyAll();
        moves.cutPower(survival, random);
        root.cutPower(survival, random);
        out = false;
    }

    /** The power goes now, between two operations: all that follow fail, until {@link #powerCut} decides what survives. */
    public synchronized void losePower() {
        out = true;
        notifyAll();
    }

    /** Whether the power went in an operation; {@link #powerCut} then decides what has survived. */
    public synchronized boolean isOut() {
        return out;
    }

    /** The disk as it would be after a power cut now that keeps nothing that was not forced. It changes no more. */
    public synchronized SimDisk afterPowerCut() {
        return new SimDisk(this);
    }

    /**
     * A snapshot of a file as the media holds it now, which can be put back later: then the file has the bytes, the labels
     * and the time that it had. Empty if it is not there.
     */
    public synchronized Optional<Runnable> snapshot(String path) {
        return find(path).map(file -> {
            FileNode copy = file.media();
            return () -> rollBack(file, copy);
        });
    }

    private synchronized void rollBack(FileNode file, FileNode copy) {
        file.rollBack(copy);
    }

    private Optional<FileNode> find(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(path + " does not begin with /");
        }
        Node node = root;
        for (String name : path.substring(1).split("/")) {
            node = node instanceof DirectoryNode directory ? directory.entries().get(name) : null;
        }
        return node instanceof FileNode file ? Optional.of(file) : Optional.empty();
    }

    /** Reads a file as programs see it, without being one; what is not there is zeros. */
    public synchronized void read(String path, long position, byte[] into) {
        Arrays.fill(into, (byte) 0);
        find(path).ifPresent(file -> file.read(position, ByteBuffer.wrap(into), false));
    }

    /** Makes everything durable. */
    public synchronized void sync() {
        root.sync();
        moves.synced();
    }

    /** From now on files cannot be opened for reads past the page cache. */
    public synchronized void refuseDirectReads() {
        refusesDirect = true;
    }

    /** How many operations have changed or forced something. */
    public synchronized long operations() {
        return operations;
    }

    boolean refusesDirect() {
        return refusesDirect;
    }

    synchronized boolean isFull() {
        return hook.isFull();
    }

    DirectoryNode root() {
        return root;
    }

    FileNode newFile() {
        return new FileNode(inodes++, now());
    }

    DirectoryNode newDirectory() {
        return new DirectoryNode(inodes++, now());
    }

    FileTime now() {
        return now(clock);
    }

    List<Mount> mounts() {
        return mounts;
    }

    /** Lets the hook have its way with an operation; half of it is what is done of it when the power goes meanwhile. */
    void perform(Kind kind, String path, long position, int length, Work whole, Work half) throws IOException {
        if (out) {
            throw new IOException("the power is gone");
        }
        if (kind.changes()) {
            operations++;
        }
        Answer answer = hook.before(new Operation(kind, path, position, length, operations));
        switch (answer) {
            case GO_ON -> whole.run();
            case FAIL -> throw new IOException("simulated: " + kind + " of " + path + " failed");
            case CUT_POWER_BEFORE -> cut(() -> {});
            case CUT_POWER_IN_THE_MIDDLE -> cut(half);
            case CUT_POWER_AFTER -> cut(whole);
        }
    }

    void create(SimPath path, DirectoryNode folder, Node node) throws IOException {
        perform(Kind.CREATE, path.toString(), 0, 0, () -> folder.add(path.name(), node, now()), () -> {});
    }

    void delete(SimPath path, DirectoryNode folder) throws IOException {
        Work delete = () -> {
            Node gone = folder.entries().get(path.name());
            moves.removed(gone, folder, folder.remove(path.name(), now()));
        };
        perform(Kind.DELETE, path.toString(), 0, 0, delete, () -> {});
    }

    void truncate(FileNode file, String path, long size) throws IOException {
        perform(Kind.TRUNCATE, path, size, 0, () -> file.truncate(size, now()), () -> {});
    }

    void touch(Node node, String path, FileTime modified) throws IOException {
        perform(Kind.TIME, path, 0, 0, () -> node.touch(modified), () -> {});
    }

    void force(DirectoryNode directory, String path) throws IOException {
        perform(Kind.FORCE_DIRECTORY, path, 0, 0, () -> moves.force(directory), () -> {});
    }

    Moves moves() {
        return moves;
    }

    /** As {@link #perform}, for a force of a file: it may also lose what it should have forced. */
    void force(FileNode file, String path, boolean metadata) throws IOException {
        try {
            perform(Kind.FORCE, path, 0, 0, () -> file.force(metadata), () -> file.forceHalf(random));
        } catch (IOException e) {
            if (!out) {
                file.lose();
            }
            throw e;
        }
    }

    private void cut(Work before) throws IOException {
        before.run();
        losePower();
        throw new IOException("the power is gone");
    }

    private static FileTime now(Clock clock) {
        return FileTime.from(clock.instant());
    }

    /** What an operation does. */
    interface Work {
        void run() throws IOException;
    }
}
