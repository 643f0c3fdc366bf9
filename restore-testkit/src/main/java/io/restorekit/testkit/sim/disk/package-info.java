/**
 * A disk that forgets, for code that must survive power cuts, reached through {@code java.nio.file}.
 *
 * <p>{@link io.restorekit.testkit.sim.disk.CrashPoints} tries every moment at which the power can go; {@link
 * io.restorekit.testkit.sim.disk.SimNode} runs code life after life, with a cut where a test wants one; {@link
 * io.restorekit.testkit.sim.disk.SimDisk} is the disk itself.
 *
 * <h2>What survives</h2>
 *
 * <ul>
 *   <li>What is written lies in the page cache, in pages of 4 KiB. Forcing a file makes its bytes, its size, its time and
 *       its labels durable, and not its name: that lies in the directory, which is forced by itself, through a channel
 *       that is opened on it for reading. {@code SYNC} and {@code DSYNC} force after each write.
 *   <li>When the power goes, each page that was not forced is kept, lost or torn in sectors of 512 bytes; size, time and
 *       labels of a file are kept or lost together; of the changes of a directory that were not forced some first ones
 *       are kept. Renaming is one change. A move that is not {@code ATOMIC_MOVE} and replaces something deletes it first,
 *       as the JDK does on Linux.
 *   <li>A truncation that was not forced is lost; or kept, and all that was written afterwards is lost; or kept with the
 *       size that the file had last.
 *   <li>A move between directories is one change of both. Forcing either makes it durable in both.
 *   <li>A force that fails loses what it should have forced, as Linux does: the pages count as clean, programs see them
 *       until the power goes, the next force passes over them, and only a direct read sees what the disk holds.
 *   <li>A killed process loses its channels and its locks, and nothing that it wrote.
 *   <li>Locks exclude the processes of one host from each other, region by region, and hosts not at all. Closing any
 *       channel on a file drops the process's locks on it.
 * </ul>
 *
 * <h2>What it does not do</h2>
 *
 * <ul>
 *   <li>Links, POSIX permissions and owners, watching, asynchronous channels, memory mapping and {@code Path.toFile} throw
 *       {@link java.lang.UnsupportedOperationException}. A disk has no URI that leads back to it.
 *   <li>Directories have no user attributes. Access is not recorded: its time is that of the last change. Everybody may
 *       read and write everything, and no file may be executed.
 *   <li>Names are told apart by case, listed in their order, and of any length. A file has at most 1 TiB, and takes
 *       memory by its size: some 16 bytes for each page, written or not.
 *   <li>Real file systems often keep more than this one, above all in ordered modes: what survives here at every point
 *       leans on no such favour.
 * </ul>
 */
package io.restorekit.testkit.sim.disk;
