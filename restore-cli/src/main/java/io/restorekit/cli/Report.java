package io.restorekit.cli;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreStatus;

/** Tells how a restore goes. */
interface Report {

    void changed(RestoreStatus status);

    /** The last call for a restore that began. */
    void ended(Outcome outcome);

    /** The restore did not begin. */
    void refused(Failure failure);
}
