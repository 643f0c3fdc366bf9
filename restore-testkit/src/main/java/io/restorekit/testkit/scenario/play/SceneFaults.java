package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Fault;
import io.restorekit.testkit.scenario.FaultKind;
import java.util.List;

/** The faults of a scene's backup target. */
interface SceneFaults {

    void begin(Fault fault);

    /** Those of this kind are over; nothing where there are none. */
    void end(FaultKind kind);

    /** Those that nothing has met, or not as often as they were to come. */
    List<Fault> unfired();

    /** The one that was met first, in words, for whoever asks why; empty text if none was. */
    String cause();
}
