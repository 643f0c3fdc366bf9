/** The benchmark behind {@code docs/performance.md}. Real processes are timed, so by the real clock. */
@NullMarked
package io.restorekit.cli.bench;

import org.jspecify.annotations.NullMarked;
