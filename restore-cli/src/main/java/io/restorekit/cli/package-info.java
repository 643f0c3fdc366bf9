/** The command line of operators. */
@NullMarked
package io.restorekit.cli;

import org.jspecify.annotations.NullMarked;
