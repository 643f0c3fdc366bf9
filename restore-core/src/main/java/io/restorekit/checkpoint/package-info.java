/** What is remembered: claims, and the store that makes them durable. */
package io.restorekit.checkpoint;
