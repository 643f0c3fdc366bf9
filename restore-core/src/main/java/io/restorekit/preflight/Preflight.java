package io.restorekit.preflight;

import io.restorekit.api.Finding;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs the parts of a preflight on threads that may hang: a mount whose server is gone gives no answer, and a person who
 * asks what is wrong is the last who should wait for it.
 */
public final class Preflight {
    /** Each part makes many calls, and each may take its adapter's whole time limit. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Executor executor;
    private final Duration limit;

    public Preflight(Executor executor) {
        this(executor, LIMIT);
    }

    Preflight(Executor executor, Duration limit) {
        this.executor = executor;
        this.limit = limit;
    }

    /**
     * What a part found; one problem where it does not come back, or breaks.
     *
     * @param check what to call the problem
     */
    public List<Finding> run(String check, Supplier<List<Finding>> part) {
        CompletableFuture<List<Finding>> running = CompletableFuture.supplyAsync(part, executor);
        try {
            return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return List.of(Finding.problem(
                    check,
                    "no answer in " + limit.toSeconds() + " s",
                    "a call hangs: look at the mount and its server, or at the network between"));
        } catch (ExecutionException e) {
            return List.of(Finding.problem(
                    check,
                    "it could not be looked at: " + e.getCause().getClass().getName(),
                    "report it"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Finding.unchecked(check, "interrupted"));
        }
    }
}
