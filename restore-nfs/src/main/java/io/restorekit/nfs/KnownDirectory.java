package io.restorekit.nfs;

import java.nio.file.Path;

/** A place whose directory the URL or the settings name. */
record KnownDirectory(String name, Path directory, String advice) implements Place {}
