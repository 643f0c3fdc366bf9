/** What an answer of a store means, and what its absence does: by type, status and error code. */
@NullMarked
package io.restorekit.s3.answer;

import org.jspecify.annotations.NullMarked;
