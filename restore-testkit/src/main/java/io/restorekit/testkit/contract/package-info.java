/** What every implementation of an SPI has to pass, as abstract JUnit 5 classes. */
package io.restorekit.testkit.contract;
