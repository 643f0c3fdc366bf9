package io.restorekit.engine;

import io.restorekit.backup.Digest;
import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;

/** The effects on what is restored to. */
interface LocalEffects {

    /** Carries one out, and answers it; called on the volume's threads. */
    Event run(Effect.Local effect) throws Exception;

    /** Whether a block need not be fetched from the backup target: {@link #fetchStaged} has it. */
    boolean isStaged(Digest digest);

    /** Parks a block that is staged; called on the volume's threads. */
    Event fetchStaged(Effect.Fetch fetch) throws Exception;

    /** Called once, when no thread works on the volume any more. */
    void close();
}
