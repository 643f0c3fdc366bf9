package io.restorekit.machine;

import io.restorekit.api.Phase;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Ranges;
import io.restorekit.machine.Event.Compared;
import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reading the whole volume and comparing it with a backup, before anything is written: where the caller wants every block
 * looked at ({@code repair}), or where a volume is to be kept at the backup that it held and nobody can tell who has
 * written to it since (a device). Needs no backup target. What was compared is lost when it is left: the volume may change
 * meanwhile.
 *
 * <p>All compared → {@link Locating}, which goes on from what was found; a volume that is to be kept and differs →
 * {@link Waiting} where it is followed. Failed → {@link Waiting} or {@link Ended}.
 *
 * @param with the backup
 * @param next the first block that nobody reads yet
 * @param reading the tickets of the parts under way
 * @param differing of each part in which some do
 */
public record Comparing(Run run, Held held, Manifest with, int next, Set<Long> reading, List<Ranges> differing)
        implements State {
    /** A wish to stop waits for as many reads of so many bytes. */
    private static final long PART = 64L << 20;

    private static final int PARTS = 4;

    static Transition enter(Run run, Held held, Manifest with) {
        return new Comparing(run, held, with, 0, Set.of(), List.of()).goOn();
    }

    private Transition goOn() {
        BlockMap blocks = with.blocks();
        int part = (int) Math.max(1, PART / blocks.blockSize());
        Run last = run;
        Set<Long> tickets = new TreeSet<>(reading);
        List<Effect> effects = new ArrayList<>();
        int from = next;
        while (from < blocks.blocks() && tickets.size() < PARTS) {
            last = last.next();
            int to = Math.min(blocks.blocks(), from + part);
            effects.add(new Effect.Compare(last.ticket(), blocks, from, to));
            tickets.add(last.ticket());
            from = to;
        }
        return tickets.isEmpty()
                ? through()
                : new Transition(new Comparing(last, held, with, from, Set.copyOf(tickets), differing), effects);
    }

    @Override
    public Transition on(Compared event) {
        if (!reading.contains(event.ticket())) {
            return Transition.to(this);
        }
        if (isToStand() && !event.differing().isEmpty()) {
            return fallen();
        }
        Set<Long> left = new TreeSet<>(reading);
        left.remove(event.ticket());
        List<Ranges> found = new ArrayList<>(differing);
        if (!event.differing().isEmpty()) {
            found.add(event.differing());
        }
        return new Comparing(run, held, with, next, left, List.copyOf(found)).goOn();
    }

    @Override
    public Transition on(Failed event) {
        return reading.contains(event.ticket())
                ? Waiting.orEnd(run, Optional.of(held), event.failure())
                : Transition.to(this);
    }

    @Override
    public Transition on(Stop event) {
        return event.exit().leave(run, held);
    }

    @Override
    public Phase phase() {
        return Phase.COMPARING;
    }

    @Override
    public Optional<Held> known() {
        return Optional.of(held);
    }

    /** How much of the volume has been read, or is being read. */
    public long comparedBytes() {
        return Math.min(with.blocks().offset(next), with.blocks().volumeSize());
    }

    /** Whether one block that differs tells enough. */
    private boolean isToStand() {
        return held.basis() instanceof Basis.Unwatched;
    }

    private Transition through() {
        if (held.basis() instanceof Basis.Unwatched unwatched) {
            Held sure = held.with(unwatched.once().confirmed());
            return Locating.enter(run, run.follows() ? sure.first() : sure);
        }
        Run compared = run.compared().progressed();
        boolean first = held.basis() instanceof Basis.Remembered remembered && remembered.first();
        boolean asLeft = Locating.alreadyHolds(held)
                && held.manifest().filter(with::equals).isPresent();
        return asLeft && differing.isEmpty()
                ? Locating.enter(compared, held)
                : Locating.enter(compared, held.with(new Basis.Compared(with, found(), first)));
    }

    private BlockMap found() {
        BlockMap.Builder found = new BlockMap.Builder(with.blocks());
        differing.forEach(part -> part.forEach(block -> found.unknown(block, block + 1)));
        return found.build();
    }

    private Transition fallen() {
        String why = "it is not what was left when " + with.backup() + " was restored";
        return run.follows()
                ? Locating.enter(run, held.with(new Basis.Foreign(why)))
                : Locating.enter(run, held.with(new Basis.Distrusted(why)));
    }
}
