package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.fault.FaultRule;
import io.restorekit.testkit.fault.FaultScript;
import io.restorekit.testkit.fault.When;
import io.restorekit.testkit.sim.disk.DiskHook.Answer;
import java.nio.file.FileSystem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A node whose code runs in this process, on a simulated disk. Each run is one life: what it left on the disk the next one
 * finds. Where a run ends by itself, all that it wrote stays; where the power went, what was not forced meets its fate.
 *
 * <pre>{@code
 * SimNode node = SimNode.of(seed);
 * node.cutPowerAt(3, Answer.CUT_POWER_IN_THE_MIDDLE);
 * Ending<Void> first = node.run(files -> save(files.getPath("/note")));     // PowerWent
 * Ending<String> next = node.call(files -> load(files.getPath("/note")));   // the restart
 * }</pre>
 *
 * <p>When the power goes, the operation that it meets throws an {@link java.io.IOException}, and so does every later one
 * of that life, in all its threads. Java runs {@code finally} blocks and handlers all the same, but nothing that they do
 * reaches the disk. Code that tries again for ever is met by a {@link io.restorekit.testkit.time.ProcessDied} after a
 * thousand tries. Code that waits for something else than the disk is not woken.
 *
 * <p>Thread-safe. Two runs at once are two processes of the node.
 */
public final class SimNode {
    private static final String HOST = "node";
    private static final Set<Answer> CUTS =
            Set.of(Answer.CUT_POWER_BEFORE, Answer.CUT_POWER_IN_THE_MIDDLE, Answer.CUT_POWER_AFTER);

    private final FaultScript<Operation, Answer> faults = new FaultScript<>();
    private final SimDisk disk;
    private Survival survival = Survival.RANDOM;
    private Optional<Operation> cutAt = Optional.empty();
    private int lives;
    private int cuts;

    /** Code that returns nothing. */
    @FunctionalInterface
    public interface Code {
        /** @param files of this life alone */
        void run(FileSystem files) throws Exception;
    }

    /**
     * Code that returns something.
     *
     * @param <T> what
     */
    @FunctionalInterface
    public interface Call<T> {
        /** @param files of this life alone */
        T call(FileSystem files) throws Exception;
    }

    private SimNode(long seed) {
        disk = SimDisk.of(seed, this::answer);
    }

    /** A node with an empty disk, on which a seed decides what survives. */
    public static SimNode of(long seed) {
        return new SimNode(seed);
    }

    /** To look at it between lives, or to make it durable. */
    public SimDisk disk() {
        return disk;
    }

    /** What power cuts leave from now on; {@link Survival#RANDOM} if nothing is said. */
    public SimNode surviving(Survival what) {
        synchronized (disk) {
            survival = what;
        }
        return this;
    }

    /** The operations that are meant meet this, reads among them: they fail, or the power goes. */
    public FaultRule on(When<Operation> when, Answer answer) {
        return faults.on(when, answer);
    }

    /**
     * The power goes once, at an operation that changes or forces something.
     *
     * @param number counts these from now on, from 1, also over several lives
     * @param cut before it, in the middle of it or after it
     */
    public FaultRule cutPowerAt(long number, Answer cut) {
        if (!CUTS.contains(cut)) {
            throw new IllegalArgumentException(cut + " is no power cut");
        }
        return on(When.<Operation>that(operation -> operation.kind().changes()).nth(number), cut);
    }

    /** The power goes now: between two operations of a life that runs. May be called from any thread. */
    public void cutPower() {
        synchronized (disk) {
            if (!disk.isOut()) {
                cutAt = Optional.empty();
            }
            disk.losePower();
            if (lives == 0) {
                settle();
            }
        }
    }

    /** The rules that no operation has met, in words. A test whose power cut never came proves nothing: assert on it. */
    public List<String> unfired() {
        return faults.unfired();
    }

    /** Runs code as one life. */
    public Ending<Void> run(Code code) {
        return live(files -> {
            code.run(files);
            return Optional.empty();
        });
    }

    /** As {@link #run}, for code that returns something. */
    public <T> Ending<T> call(Call<T> code) {
        return live(files -> Optional.of(code.call(files)));
    }

    /** An error of the code, an assertion for instance, is thrown on if the power was on. */
    private <T> Ending<T> live(Call<Optional<T>> code) {
        FileSystem files;
        int before;
        synchronized (disk) {
            files = disk.mount(HOST);
            before = cuts;
            lives++;
        }
        Optional<Error> error = Optional.empty();
        Ending<T> ending = new Ending.Finished<>(Optional.empty());
        try {
            ending = new Ending.Finished<>(code.call(files));
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            ending = new Ending.Threw<>(e);
        } catch (Error e) {
            error = Optional.of(e);
        }
        synchronized (disk) {
            lives--;
            if (disk.isOut()) {
                settle();
            }
            if (cuts != before) {
                return new Ending.PowerWent<>(cutAt);
            }
            disk.processDies(files);
        }
        if (error.isPresent()) {
            throw error.get();
        }
        return ending;
    }

    private void settle() {
        disk.powerCut(survival);
        cuts++;
    }

    /** Tells of each operation before it happens, and lets it happen. */
    void watch(Consumer<Operation> watcher) {
        faults.decide(operation -> {
            watcher.accept(operation);
            return Optional.empty();
        });
    }

    private Answer answer(Operation operation) {
        Answer answer = faults.next(operation).orElse(Answer.GO_ON);
        if (CUTS.contains(answer)) {
            cutAt = Optional.of(operation);
        }
        return answer;
    }
}
