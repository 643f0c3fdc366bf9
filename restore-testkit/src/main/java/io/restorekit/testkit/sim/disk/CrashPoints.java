package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.sim.disk.DiskHook.Answer;
import io.restorekit.testkit.sim.disk.Operation.Kind;
import java.nio.file.FileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Every moment at which a power cut can meet some code, each tried on a fresh disk with every {@link Survival}.
 *
 * <pre>{@code
 * CrashPoints.of(files -> save(files, "old"), files -> save(files, "new"))
 *         .check((files, crash) -> {
 *             if (crash.hasReturned()) {
 *                 assertThat(load(files)).isEqualTo("new");
 *             } else {
 *                 assertThat(load(files)).isIn("old", "new");
 *             }
 *         });
 * }</pre>
 *
 * <p>The code is first run undisturbed, and the operations that change or force something are noted. Then the power goes
 * before each of them, in the middle of each write and each force of a file, and after the code has returned. The check
 * sees the disk as the restart would; it may write, and run the code's own recovery. Code that acknowledges more than once
 * counts that in a variable that the set-up clears, and the check looks at it.
 *
 * <p>Code must do the same operations in each run. Immutable; the runs follow each other in the caller's thread.
 */
public final class CrashPoints {
    private static final int RANDOM_RUNS = 8;

    private final SimNode.Code setUp;
    private final SimNode.Code code;
    private final long seed;
    private final int randomRuns;

    /** Looks at what the power cut has left; throws if that is wrong. */
    @FunctionalInterface
    public interface Check {
        /** @param files what the restart sees */
        void check(FileSystem files, CrashPoint crash) throws Exception;
    }

    private CrashPoints(SimNode.Code setUp, SimNode.Code code, long seed, int randomRuns) {
        this.setUp = setUp;
        this.code = code;
        this.seed = seed;
        this.randomRuns = randomRuns;
    }

    /**
     * The moments of some code.
     *
     * @param setUp what is on the disk before: all of it is durable
     * @param code is to survive
     */
    public static CrashPoints of(SimNode.Code setUp, SimNode.Code code) {
        return new CrashPoints(setUp, code, 1, RANDOM_RUNS);
    }

    /** Another first seed; it is 1 if nothing is said. */
    public CrashPoints withSeed(long first) {
        return new CrashPoints(setUp, code, first, randomRuns);
    }

    /** How often chance is tried at each moment, each time with the next seed; 8 times if nothing is said. */
    public CrashPoints withRandomRuns(int runs) {
        if (runs < 1) {
            throw new IllegalArgumentException(runs + " runs");
        }
        return new CrashPoints(setUp, code, seed, runs);
    }

    /** As {@link #check(Check)}, for a check that is the same at all moments. */
    public int check(SimNode.Code check) {
        return check((files, crash) -> check.run(files));
    }

    /**
     * Tries them all; returns how many there were.
     *
     * @throws AssertionError at the first after which the check throws: it names the moment, what survived and the seed
     */
    public int check(Check check) {
        List<CrashPoint> points = points();
        points.forEach(point -> tryOut(point, check));
        return points.size();
    }

    private List<CrashPoint> points() {
        List<Operation> operations = operations();
        List<CrashPoint> points = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            points.addAll(points(i + 1, Optional.of(operation), Answer.CUT_POWER_BEFORE));
            if (operation.kind() == Kind.WRITE || operation.kind() == Kind.FORCE) {
                points.addAll(points(i + 1, Optional.of(operation), Answer.CUT_POWER_IN_THE_MIDDLE));
            }
        }
        points.addAll(points(operations.size() + 1, Optional.empty(), Answer.CUT_POWER_BEFORE));
        return points;
    }

    private List<CrashPoint> points(long number, Optional<Operation> operation, Answer cut) {
        return Stream.of(Survival.values())
                .flatMap(survival -> LongStream.range(seed, seed + runs(survival))
                        .mapToObj(chance -> new CrashPoint(number, operation, cut, survival, chance)))
                .toList();
    }

    private int runs(Survival survival) {
        return switch (survival) {
            case ALL_KEPT, ALL_LOST -> 1;
            case TORN, RANDOM -> randomRuns;
        };
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        SimNode node = ready(seed);
        node.watch(operation -> {
            if (operation.kind().changes()) {
                operations.add(operation);
            }
        });
        mustFinish(node.run(code), "the code, undisturbed,");
        if (operations.isEmpty()) {
            throw new AssertionError("the code changed nothing on the disk, and forced nothing");
        }
        return operations;
    }

    private void tryOut(CrashPoint point, Check check) {
        SimNode node = ready(point.seed()).surviving(point.survival());
        if (point.hasReturned()) {
            mustFinish(node.run(code), "the code, undisturbed,");
            node.cutPower();
        } else {
            node.cutPowerAt(point.number(), point.cut());
            if (!(node.run(code) instanceof Ending.PowerWent)) {
                throw new AssertionError("the code did not come to operation " + point.number()
                        + " again: it must do the same in each run");
            }
        }
        try {
            mustFinish(node.run(files -> check.check(files, point)), "the check");
        } catch (AssertionError e) {
            throw new AssertionError(point + ": " + e.getMessage(), e);
        }
    }

    private SimNode ready(long by) {
        SimNode node = SimNode.of(by);
        mustFinish(node.run(setUp), "the set-up");
        node.disk().sync();
        return node;
    }

    private static void mustFinish(Ending<Void> ending, String what) {
        if (ending instanceof Ending.Threw<Void> threw) {
            throw new AssertionError(what + " threw " + threw.exception(), threw.exception());
        }
    }
}
