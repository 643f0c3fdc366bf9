/** The benchmark behind {@code docs/performance.md}. */
@NullMarked
package io.restorekit.cli.bench;

import org.jspecify.annotations.NullMarked;
