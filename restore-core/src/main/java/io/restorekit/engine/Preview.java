package io.restorekit.engine;

import io.restorekit.api.Baseline;
import io.restorekit.api.Goal;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestorePlan;
import io.restorekit.api.RestoreRequest;
import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.backup.BackupException;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.checkpoint.CheckpointView;
import io.restorekit.checkpoint.DamagedException;
import io.restorekit.checkpoint.Source;
import io.restorekit.machine.Basis;
import io.restorekit.machine.Believing;
import io.restorekit.machine.Checking;
import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import io.restorekit.machine.Held;
import io.restorekit.machine.Opening;
import io.restorekit.machine.Order;
import io.restorekit.machine.State;
import io.restorekit.machine.Transition;
import io.restorekit.machine.Waiting;
import io.restorekit.target.TargetException;
import io.restorekit.volume.VolumeException;
import io.restorekit.volume.VolumeSight;
import java.util.Optional;

/**
 * Finds out what a restore would do, without a write, a lock or a take-over: the machine is walked to the point where it
 * would commit for the first time. An owner elsewhere who may still write is not looked for.
 */
public final class Preview {
    private final RestoreRequest request;
    private final Source source;
    private final BackupCatalog catalog;

    public Preview(RestoreRequest request, Source source, BackupCatalog catalog) {
        this.request = request;
        this.source = source;
        this.catalog = catalog;
    }

    /** The manifest of the backup that a goal names now. Blocks, and makes one attempt. */
    public static Manifest manifest(BackupCatalog catalog, Goal goal) throws TargetException, BackupException {
        Effect.Locate locate = new Effect.Locate(0, goal, Optional.empty(), Optional.empty(), false);
        return RemoteEffects.locate(locate, catalog, Progress.UNHEARD).goal().orElseThrow();
    }

    /** Blocks, and makes one attempt. */
    public RestorePlan look()
            throws TargetException, BackupException, VolumeException, CheckpointException, RestoreException {
        StatePlace.check(request.volume(), request.state());
        Held held = held();
        RestoreOptions options = request.options()
                .withOnAttention(RestoreOptions.OnAttention.WAIT)
                .withRepair(false);
        Transition begun = State.begin(new Order(request.goal(), request.baseline(), options));
        Transition recovered = new Event.Recovered(begun.state().run().ticket(), held).applyTo(begun.state());
        State located = recovered.effects().get(0) instanceof Effect.Locate locate
                ? RemoteEffects.locate(locate, catalog, Progress.UNHEARD)
                        .applyTo(recovered.state())
                        .state()
                : recovered.state();
        State confirmed = new Event.Confirmed(located.run().ticket(), true)
                .applyTo(located)
                .state();
        if (confirmed instanceof Checking checking) {
            return PlanFigures.of(checking.plan(), words(held.basis()), catalog);
        }
        if (confirmed instanceof Opening opening) {
            return PlanFigures.of(opening.plan(), words(held.basis()), catalog);
        }
        if (confirmed instanceof Waiting waiting) {
            throw new RestoreException(waiting.reason());
        }
        // The machine would end here: the goal is held.
        String goal = ((Basis.Remembered) held.basis()).claim().goal().backup();
        return new RestorePlan(goal, words(held.basis()), held.size(), 0, 0, 0, 0, 0, 0, false);
    }

    private Held held() throws VolumeException, CheckpointException, RestoreException {
        Optional<VolumeSight> volume = Recovery.place(request).look();
        Loaded loaded = request.discardState() ? new Loaded.None() : loaded();
        if (loaded instanceof Loaded.Found found) {
            Recovery.checkSource(request, source, found.checkpoint());
            Recovery.checkNotActivated(request, found.checkpoint().claim());
        }
        boolean auto = request.baseline() instanceof Baseline.Auto;
        if (volume.isEmpty() && (!auto || !(loaded instanceof Loaded.None))) {
            throw new VolumeException(
                    VolumeException.Kind.ABSENT,
                    "the volume " + request.volume() + " is not there: is it mounted?",
                    null);
        }
        long size = volume.map(VolumeSight::size).orElse(0L);
        if (auto && size > 0 && loaded instanceof Loaded.None) {
            throw Recovery.unknownVolume(request);
        }
        Basis basis = Believing.basis(loaded, volume.flatMap(VolumeSight::identity), size, request.baseline());
        return new Held(once(basis), size, volume.map(VolumeSight::canGrow).orElse(true));
    }

    /** As it is after all of it has been read, should it be what it was. */
    private Basis once(Basis basis) {
        if (request.options().repair()) {
            return new Basis.Distrusted("every block is compared");
        }
        return basis instanceof Basis.Unwatched unwatched && request.options().staged() ? unwatched.once() : basis;
    }

    private Loaded loaded() throws CheckpointException {
        try {
            return CheckpointView.of(request.state())
                    .<Loaded>map(view -> new Loaded.Found(view.checkpoint(), false, false))
                    .orElseGet(Loaded.None::new);
        } catch (DamagedException e) {
            return new Loaded.Damaged(String.valueOf(e.getMessage()));
        }
    }

    private static String words(Basis basis) {
        if (basis instanceof Basis.Remembered remembered) {
            String backup = remembered.claim().goal().backup();
            return switch (remembered.claim().standing()) {
                case RESTORED -> "it holds " + backup;
                case ACTIVATED -> "it was activated with " + backup;
                case STAGING ->
                    "it holds " + remembered.claim().base().orElseThrow().backup() + ", and " + backup
                            + " is being staged";
                case APPLYING -> "the complete stage of " + backup + " is being applied";
                case STOPPED -> "a restore to " + backup + " has stopped";
                case OPEN -> "a restore to " + backup + " is under way, or was cut off";
            };
        }
        if (basis instanceof Basis.Distrusted distrusted) {
            return "nothing is believed of it: " + distrusted.why();
        }
        if (basis instanceof Basis.Unwatched unwatched) {
            return "nothing is believed of it: " + unwatched.why();
        }
        if (basis instanceof Basis.Word word) {
            return word.baseline() instanceof Baseline.Holding holding
                    ? "you say that it holds " + holding.backup()
                    : word.baseline() instanceof Baseline.Zeroed
                            ? "you say that it holds zeros"
                            : "nothing is known of it";
        }
        return "it is new";
    }
}
