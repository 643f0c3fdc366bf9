package io.restorekit.cli.badinput;

import io.restorekit.api.Failure.Kind;
import java.util.Optional;

/**
 * What came of an ask.
 *
 * @param kind empty if the volume was restored
 * @param text how the failure was put; empty if there was none
 * @param everything all that was told on the way
 */
record Said(Optional<Kind> kind, int exitCode, String text, String everything) {}
