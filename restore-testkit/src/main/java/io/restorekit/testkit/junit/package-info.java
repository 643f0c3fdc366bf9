/**
 * The pieces of the testkit as parameters of JUnit 5 tests. JUnit is an optional dependency: everything here can be opened
 * and closed by hand as well.
 */
package io.restorekit.testkit.junit;
