/** What a backup is: manifests, digests, and the catalog that finds them. */
package io.restorekit.backup;
