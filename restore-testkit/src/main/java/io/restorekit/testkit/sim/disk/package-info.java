/**
 * A disk that forgets: the half of the simulator's fault model that lies below the file system.
 *
 * <ul>
 *   <li>What is written lies in the page cache, in pages of 4 KiB. Forcing a file makes its bytes, its size, its time and
 *       its labels durable, and not its name: that lies in the directory, which is forced by itself.
 *   <li>When the power goes, each page that was not forced is kept, lost or torn in sectors of 512 bytes; size, time and
 *       labels of a file are kept or lost together; of the changes of a directory that were not forced some first ones
 *       are kept. Renaming is one change.
 *   <li>A force that fails loses what it should have forced, as Linux does: the pages count as clean, programs see them
 *       until the power goes, the next force passes over them, and only a direct read sees what the disk holds.
 *   <li>A killed process loses its channels and its locks, and nothing that it wrote.
 *   <li>Locks exclude the processes of one host from each other, and hosts not at all. Closing any channel on a file drops
 *       the process's lock on it.
 * </ul>
 */
package io.restorekit.testkit.sim.disk;
