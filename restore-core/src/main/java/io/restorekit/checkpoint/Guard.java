package io.restorekit.checkpoint;

import io.restorekit.api.Fence;
import io.restorekit.checkpoint.CheckpointException.Kind;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fence that a caller has put around the volume of one restore, if there is one. Thread-safe. */
public final class Guard {
    private static final Logger log = LoggerFactory.getLogger(Guard.class);

    private final Optional<Fence> fence;
    private volatile boolean lost;

    public Guard(Optional<Fence> fence) {
        this.fence = Objects.requireNonNull(fence);
    }

    public static Guard none() {
        return new Guard(Optional.empty());
    }

    /**
     * Fails with {@link Kind#FENCED} if there is a fence and this process does not hold it. From then on it always fails: in
     * between it may have been another's.
     */
    public void check() throws CheckpointException {
        if (!lost && fence.isPresent() && !isHeld(fence.get())) {
            lost = true;
        }
        if (lost) {
            throw new CheckpointException(Kind.FENCED, "the fence around the volume is not held by this process", null);
        }
    }

    /** Whether others are kept off from outside. */
    boolean isThere() {
        return fence.isPresent();
    }

    private static boolean isHeld(Fence fence) {
        try {
            return fence.isHeld();
        } catch (Throwable e) {
            log.warn("The fence around the volume does not answer, and counts as lost", e);
            return false;
        }
    }
}
