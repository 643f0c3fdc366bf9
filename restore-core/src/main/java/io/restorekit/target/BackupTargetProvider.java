package io.restorekit.target;

import java.util.Set;

/** Opens the backup targets of some URL schemes. Found by {@link java.util.ServiceLoader} or given to the engine. */
public interface BackupTargetProvider {

    /** The URL schemes, in lower case. */
    Set<String> schemes();

    /**
     * Opens a backup target without a call to it: an outage must not show here.
     *
     * @throws IllegalArgumentException if the URL or the settings are not valid; the message says what to do
     */
    BackupTarget open(TargetUrl url, TargetContext context);
}
