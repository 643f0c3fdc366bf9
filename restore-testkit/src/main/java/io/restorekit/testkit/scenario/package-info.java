/**
 * The language in which scenarios are told: when what fails, and what is expected. {@link
 * io.restorekit.testkit.scenario.ScenarioText} has it as text, {@link io.restorekit.testkit.scenario.Scenario#named} as Java;
 * both say the same.
 */
package io.restorekit.testkit.scenario;
