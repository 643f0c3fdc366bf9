/** The drill: a real restore that survives a DNS outage and the death of its process, watched from outside, by the real clock. */
@NullMarked
package io.restorekit.cli.drill;

import org.jspecify.annotations.NullMarked;
