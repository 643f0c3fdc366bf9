/**
 * Decides. A pure state machine: no clock, thread, I/O, bytes or logging; every effect has a ticket and is answered by
 * exactly one event, but for those whose description says that no answer follows.
 */
package io.restorekit.machine;
