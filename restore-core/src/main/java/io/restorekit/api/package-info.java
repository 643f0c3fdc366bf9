/** The caller's words: what to restore, how it goes, how it ended. Imports nothing of RestoreKit. */
package io.restorekit.api;
