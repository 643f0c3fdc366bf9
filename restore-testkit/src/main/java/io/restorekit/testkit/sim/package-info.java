/**
 * A deterministic simulator of restores. It runs the production code (machine, loop, effects, gate, lock, checkpoint
 * store, volume) on one thread, in virtual time, in a world where everything goes wrong that this fault model names. One
 * seed decides everything; it is printed with every failure, with the few faults that the failure takes, and repeats it.
 *
 * <h2>The world</h2>
 * One volume and its state directory on one disk; hosts that take turns at them; one backup target with a chain of four
 * backups in which blocks go back to older content, the volume grows and, in some chains, the block size changes; a
 * retention job. In every fourth world there is a fence, which restores on the latest host hold alone.
 *
 * <h2>Fault model</h2>
 * <ul>
 *   <li><b>Power cut</b>, at any instant or before, in the middle of or after any operation on the disk. What was not
 *       forced is kept, lost or torn, sector by sector and name by name, independently ({@code sim.disk}).
 *   <li><b>Process</b>: killed; stopped for up to an hour and woken, also after another host has taken over, behind a fence
 *       also at once; clocks that jump by up to a day; pauses of two seconds anywhere.
 *   <li><b>Disk</b>: full; one write fails; one force fails and leaves pages that are clean and lost; one byte of the
 *       state directory rots; the volume is put back to an earlier state;
 *       somebody writes into it while its restore waits, is paused, stages, watches or has ended.
 *   <li><b>Backup target</b>, for seconds or many minutes, for all calls or some: name not resolved, refused, timed out
 *       (what was asked may have been done), 5xx, asked to come back later, clock skew, credentials refused, "not found"
 *       that is a lie, unmounted (all is empty), bodies cut or with a wrong bit, a login page in place of a config,
 *       listings of half a minute ago, an address that nobody confirmed with the right or a wrong place behind it,
 *       answers that take most of the deadline, calls that hang for up to two hours and answer then. One object can be
 *       cursed while all others are well.
 *   <li><b>Store</b>: backups, also the goal, and the blocks that no other names are deleted under the store's lock, by a
 *       job that may die in the middle.
 *   <li><b>Operator</b>: pause, resume, cancel, another goal, "try now", a second restore on another host.
 * </ul>
 * Not in it: bytes that change on the disk of the volume behind our back, a disk that lies about a force without an
 * error, two hosts whose writes race within one system call, and threads: what runs at once runs one after the other
 * here, in every order that the seeds give. Threads have tests of their own.
 *
 * <h2>Phases</h2>
 * Safety: faults, with every {@link io.restorekit.testkit.sim.Invariant} checked after every event; the strongest asks the
 * real recovery code what it would believe if the power went now, and compares bytes. Liveness: the faults stop, and the
 * goal must be reached within a bound. Aftermath: processes that slept all the while wake up.
 */
package io.restorekit.testkit.sim;
