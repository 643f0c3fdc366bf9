/** Where scenarios are played: in a simulated world or on real servers, with safety checks all along. */
package io.restorekit.testkit.scenario.play;
