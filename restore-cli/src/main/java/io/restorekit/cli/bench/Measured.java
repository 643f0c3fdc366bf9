package io.restorekit.cli.bench;

/**
 * One restore, measured inside its process.
 *
 * @param seconds from the request to the outcome, the last force included
 * @param cpuSeconds of the whole process
 * @param peakBytes the most memory that was resident
 */
record Measured(double seconds, double cpuSeconds, long peakBytes) {}
