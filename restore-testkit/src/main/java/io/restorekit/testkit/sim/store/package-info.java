/** A simulated backup target, what can befall it, and what lies in it. */
package io.restorekit.testkit.sim.store;
