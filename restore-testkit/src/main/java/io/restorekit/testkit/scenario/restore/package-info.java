/**
 * What an implementation of restores has to offer so that scenarios can be told to it, and what it is given where a
 * scenario is played.
 */
package io.restorekit.testkit.scenario.restore;
