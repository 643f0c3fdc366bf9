package io.restorekit.testkit.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A child process whose output is read all the time, so that it never blocks on it. Closing kills it, and so does the end of
 * this JVM, unless that is killed itself.
 *
 * <pre>{@code
 * try (ChildProcess child = ChildProcess.start(Command.java("-jar", jar, "restore", url))) {
 *     child.awaitLine(line -> line.contains("50 %"), Duration.ofSeconds(30));
 *     child.kill();
 * }
 * }</pre>
 *
 * <p>Failed waits throw {@link AssertionError} with all output so far. Thread-safe.
 */
public final class ChildProcess implements AutoCloseable {
    /** 128 + SIGKILL, as a shell says it. */
    public static final int KILLED = 137;

    /** 128 + SIGTERM: what a process ends with that does not handle it; a JVM runs its hooks before. */
    public static final int TERMINATED = 143;

    /** How long the kernel may take to end a killed process; one in a hung system call takes long. */
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(30);

    /** How long nothing may come when the process has ended: others may hold its streams open for ever. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final Set<ChildProcess> LIVING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> LIVING.forEach(ChildProcess::destroy), "children-are-killed"));
    }

    private final Command command;
    private final Process process;
    private final LineWatcher watcher;
    private final OutputLines lines = new OutputLines();
    private volatile Optional<Throwable> thrown = Optional.empty();
    private volatile boolean exited;

    /** Sees each line in the reading thread, before it is handed on, and while no later one of its stream is. */
    interface LineWatcher {
        void sees(ProcessHandle process, OutputLine line);
    }

    private ChildProcess(Command command, Process process, LineWatcher watcher) {
        this.command = command;
        this.process = process;
        this.watcher = watcher;
        drain(process.getInputStream(), false);
        drain(process.getErrorStream(), true);
        LIVING.add(this);
        process.onExit().thenRun(this::exits);
    }

    private void exits() {
        LIVING.remove(this);
        // Silence is counted from now on: a last line may still be under way.
        lines.stirs();
        exited = true;
    }

    /**
     * Starts the command.
     *
     * @throws UncheckedIOException if the program cannot be started
     */
    public static ChildProcess start(Command command) {
        return start(command, (process, line) -> {});
    }

    /**
     * Starts the command, and tells the listener each line as it comes: before any wait sees it, and all of them before
     * {@link #awaitExit} returns. Two threads tell, one for each stream. What the listener throws ends nothing, and fails
     * {@link #awaitExit}.
     *
     * @throws UncheckedIOException if the program cannot be started
     */
    public static ChildProcess start(Command command, Consumer<OutputLine> listener) {
        return start(command, (process, line) -> listener.accept(line));
    }

    static ChildProcess start(Command command, LineWatcher watcher) {
        ProcessBuilder builder = new ProcessBuilder(command.words());
        builder.environment().putAll(command.environment());
        command.directory().ifPresent(folder -> builder.directory(folder.toFile()));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new ChildProcess(command, process, watcher);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /** Starts the same command once more, as a process of its own. This one is killed if it still runs. */
    public ChildProcess restart() {
        close();
        return start(command, watcher);
    }

    /** Sends SIGKILL, to its descendants too, and waits for the end. Fails if the process had ended by itself before. */
    public void kill() throws InterruptedException {
        destroy();
        int code = awaitOutput(KILL_PATIENCE);
        if (code != KILLED) {
            throw failed("the process was to be killed but had ended by itself with " + code);
        }
    }

    /** Sends SIGTERM and waits for the end; returns the exit code. */
    public int terminate(Duration patience) throws InterruptedException {
        // Process.destroy would close the pipes, and with them what the child still has to say.
        process.toHandle().destroy();
        return awaitExit(patience);
    }

    /** Sends SIGTERM, and waits for nothing. */
    public void askToEnd() {
        process.toHandle().destroy();
    }

    /**
     * Sends SIGSTOP: it gets no time until {@link #thaw}; what it has started goes on. On systems with a POSIX shell alone.
     *
     * @throws IllegalStateException if it has ended
     */
    public void freeze() {
        signal("STOP");
    }

    /**
     * Sends SIGCONT.
     *
     * @throws IllegalStateException if it has ended
     */
    public void thaw() {
        signal("CONT");
    }

    /** How it ended, once it has and its output is read; what others hold open is taken for read after two silent seconds. */
    public Optional<Integer> exitCode() {
        boolean read = exited && (lines.ended() || lines.isSilentFor(QUIET));
        return read ? Optional.of(process.exitValue()) : Optional.empty();
    }

    /** SIGKILL, to its descendants too, without waiting. */
    void destroy() {
        List<ProcessHandle> started = process.descendants().toList();
        process.toHandle().destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private void signal(String name) {
        if (!process.isAlive()) {
            throw new IllegalStateException("the process has ended: " + command);
        }
        try {
            Signals.send(name, List.of(process.toHandle()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits for the end, and for the last line of output; returns the exit code. What it has started and left behind may hold
     * its output open: that is waited for while lines come, and for two seconds of silence.
     */
    public int awaitExit(Duration patience) throws InterruptedException {
        int code = awaitOutput(patience);
        if (thrown.isPresent()) {
            AssertionError failure = failed("the listener threw " + thrown.get());
            failure.initCause(thrown.get());
            throw failure;
        }
        return code;
    }

    private int awaitOutput(Duration patience) throws InterruptedException {
        awaitEnd(patience);
        lines.awaitEnd(QUIET, KILL_PATIENCE);
        return process.exitValue();
    }

    /** Waits for the end, and not for the output. */
    void awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw failed("the process did not end within " + patience);
        }
    }

    /** Waits for a line on either stream; lines that came before count. Returns the first that fits. */
    public String awaitLine(Predicate<String> wanted, Duration patience) throws InterruptedException {
        return await(wanted, patience).text();
    }

    OutputLine await(Predicate<String> wanted, Duration patience) throws InterruptedException {
        return lines.await(wanted, patience)
                .orElseThrow(() -> failed("the line did not come within " + patience + ", or before the end"));
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** What it wrote so far, both streams in the order of arrival. */
    public List<OutputLine> lines() {
        return lines.all();
    }

    /** What it wrote so far on standard output. */
    public List<String> out() {
        return text(false);
    }

    /** What it wrote so far on standard error. */
    public List<String> err() {
        return text(true);
    }

    /** Kills it if it still runs; does not fail if it does not. */
    @Override
    public void close() {
        destroy();
        try {
            awaitOutput(KILL_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> text(boolean error) {
        return lines().stream()
                .filter(line -> line.error() == error)
                .map(OutputLine::text)
                .toList();
    }

    private AssertionError failed(String what) {
        String output = lines().stream()
                .map(line -> (line.error() ? "! " : "  ") + line.text())
                .collect(Collectors.joining("\n"));
        String open = process.isAlive() || lines.ended() ? "" : ", and others hold its output open";
        return new AssertionError(what + open + "\n" + command + "\n" + output);
    }

    private void drain(InputStream stream, boolean error) {
        Thread reader = new Thread(() -> read(stream, error), "child-output-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Who looks at the lines does not end the reading, or the child would meet a broken pipe. */
    private void tell(OutputLine line) {
        try {
            watcher.sees(process.toHandle(), line);
        } catch (RuntimeException | Error e) {
            thrown = Optional.of(e);
        }
    }

    private void read(InputStream stream, boolean error) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().map(text -> new OutputLine(error, text)).forEach(line -> {
                lines.comes();
                tell(line);
                lines.add(line);
            });
        } catch (IOException | UncheckedIOException e) {
            // The process is gone and its pipe with it: the output ends here.
        } finally {
            lines.streamEnded();
        }
    }
}
