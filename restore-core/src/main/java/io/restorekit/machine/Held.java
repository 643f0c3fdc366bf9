package io.restorekit.machine;

/**
 * The volume as it stands while nothing is being transferred.
 *
 * @param size in bytes
 */
public record Held(Basis basis, long size) {}
