/** Which of the things that pass meet a fault, and how often they did: shared by everything here that can fail. */
package io.restorekit.testkit.fault;
