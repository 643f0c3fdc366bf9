/** Does: runs the effects of the machine on threads, through ports, and posts exactly one event for each. */
package io.restorekit.engine;
