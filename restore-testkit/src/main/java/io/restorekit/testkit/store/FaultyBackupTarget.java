package io.restorekit.testkit.store;

import io.restorekit.api.Finding;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetObject;
import io.restorekit.testkit.fault.FaultRule;
import io.restorekit.testkit.fault.FaultScript;
import io.restorekit.testkit.fault.FaultScript.Fate;
import io.restorekit.testkit.fault.When;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * A backup target that fails as it is told, over one that does not.
 *
 * <pre>{@code
 * FaultyBackupTarget target = new FaultyBackupTarget(new MemoryBackupTarget());
 * target.on(When.that(StoreCall.blocks()).every(3), StoreFault.Fail.unavailable(Cause.SERVER_ERROR));
 * target.on(When.that(StoreCall.configs()).nth(2), new StoreFault.CutBody(10));
 * }</pre>
 *
 * <p>Rules are asked in the order in which they were added; the first that has a fault decides. A rule whose fault cannot
 * happen to a call does not count that call, and one of a body has happened when its byte is read. Thread-safe.
 */
public final class FaultyBackupTarget implements BackupTarget {

    /** Lets time pass, real or not. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    private final BackupTarget target;
    private final Sleeper sleeper;
    private final FaultScript<StoreCall, StoreFault> script = new FaultScript<>();
    private final List<StoreCall> calls = new CopyOnWriteArrayList<>();
    private final AtomicReference<CompletableFuture<Void>> held = new AtomicReference<>(new CompletableFuture<>());

    /** Delays are slept by the thread that calls. */
    public FaultyBackupTarget(BackupTarget target) {
        this(target, time -> Thread.sleep(time.toMillis()));
    }

    /** Delays are slept by the sleeper, on the thread that calls. */
    public FaultyBackupTarget(BackupTarget target, Sleeper sleeper) {
        this.target = Objects.requireNonNull(target);
        this.sleeper = Objects.requireNonNull(sleeper);
    }

    /** The calls that are meant fail so, until the rule is removed. */
    public FaultRule on(When<StoreCall> when, StoreFault fault) {
        return script.on(when.and(call -> fault.appliesTo(call.operation())), fault);
    }

    /** Every call that fits fails so, until the rule is removed. */
    public FaultRule on(Predicate<StoreCall> where, StoreFault fault) {
        return on(When.that(where), fault);
    }

    /** Forgets all rules and lets go on what they hold up. */
    public void clear() {
        script.clear();
        release();
    }

    /** Lets go on what hangs or stalls now; the rules stay. */
    public void release() {
        held.getAndSet(new CompletableFuture<>()).complete(null);
    }

    /** How many calls have met a fault so far. */
    public int fired() {
        return script.fired();
    }

    /** The rules that no call has met, in words. A test whose fault never came proves nothing: assert on it. */
    public List<String> unfired() {
        return script.unfired();
    }

    /** Every call so far, in the order in which they came, whatever became of it. */
    public List<StoreCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public TargetObject open(ObjectKey key) throws TargetException {
        StoreCall call = new StoreCall(StoreCall.Operation.OPEN, key);
        CompletableFuture<Void> release = held.get();
        Optional<Fate<StoreFault>> fate = before(call, release);
        TargetObject object = target.open(key);
        if (fate.isPresent() && fate.get().fault() instanceof StoreFault.LoseAnswer) {
            object.close();
            throw lost(call);
        }
        return fate.isPresent() ? new FaultyObject(object, fate.get(), release) : object;
    }

    @Override
    public Listing list(ObjectKey folder, Optional<String> page) throws TargetException {
        StoreCall call = new StoreCall(StoreCall.Operation.LIST, folder);
        Optional<Fate<StoreFault>> fate = before(call, held.get());
        Listing listing = target.list(folder, page);
        after(call, fate);
        return listing;
    }

    @Override
    public void put(ObjectKey key, byte[] content) throws TargetException {
        StoreCall call = new StoreCall(StoreCall.Operation.PUT, key);
        byte[] asGiven = content.clone();
        Optional<Fate<StoreFault>> fate = before(call, held.get());
        target.put(key, asGiven);
        after(call, fate);
    }

    @Override
    public void delete(ObjectKey key) throws TargetException {
        StoreCall call = new StoreCall(StoreCall.Operation.DELETE, key);
        Optional<Fate<StoreFault>> fate = before(call, held.get());
        target.delete(key);
        after(call, fate);
    }

    @Override
    public String describe() {
        return target.describe();
    }

    @Override
    public Optional<String> notice() {
        return target.notice();
    }

    @Override
    public List<Finding> preflight() {
        return target.preflight();
    }

    /** Closes what is below, and lets go on what hangs. */
    @Override
    public void close() {
        clear();
        target.close();
    }

    /**
     * @param release ends what hangs; taken before the script is asked, so that no release is overlooked
     */
    private Optional<Fate<StoreFault>> before(StoreCall call, CompletableFuture<Void> release) throws TargetException {
        calls.add(call);
        Optional<Fate<StoreFault>> fate = script.fateOf(call);
        if (fate.isPresent()) {
            if (!fate.get().fault().isOfTheBody()) {
                fate.get().happens().run();
            }
            try {
                meet(call, fate.get().fault(), release);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TargetException.Unavailable(TargetException.Cause.LOCAL, "the call was interrupted", e);
            }
        }
        return fate;
    }

    private void meet(StoreCall call, StoreFault fault, CompletableFuture<Void> release)
            throws TargetException, InterruptedException {
        if (fault instanceof StoreFault.Fail fail) {
            throw fail.failure().apply(call);
        } else if (fault instanceof StoreFault.Delay delay) {
            sleeper.sleep(delay.duration());
        } else if (fault instanceof StoreFault.Hang) {
            await(release);
        }
    }

    private static void await(CompletableFuture<Void> release) throws InterruptedException {
        try {
            release.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("it never fails", e);
        }
    }

    private static void after(StoreCall call, Optional<Fate<StoreFault>> fate) throws TargetException {
        if (fate.isPresent() && fate.get().fault() instanceof StoreFault.LoseAnswer) {
            throw lost(call);
        }
    }

    private static TargetException lost(StoreCall call) {
        return new TargetException.Unavailable(
                TargetException.Cause.TIMED_OUT, "injected: the answer to " + call.operation() + " was lost", null);
    }
}
