/** Which addresses a host has: those that DNS names, and through an outage of DNS the last good ones. */
@NullMarked
package io.restorekit.s3.address;

import org.jspecify.annotations.NullMarked;
