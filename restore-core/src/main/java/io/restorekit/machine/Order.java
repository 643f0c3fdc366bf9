package io.restorekit.machine;

import io.restorekit.api.Baseline;
import io.restorekit.api.Goal;
import io.restorekit.api.RestoreOptions;

/** What was asked for. */
public record Order(Goal goal, Baseline baseline, RestoreOptions options) {}
