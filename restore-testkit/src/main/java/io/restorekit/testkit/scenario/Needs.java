package io.restorekit.testkit.scenario;

import java.util.EnumSet;
import java.util.Set;

/** What steps need, by what they say. */
final class Needs {
    private Needs() {}

    static Set<Need> of(Step step) {
        EnumSet<Need> needs = of(step.act());
        if (step.moment() instanceof Moment.AtDiskOperation || step.moment() instanceof Moment.AtEveryDiskOperation) {
            needs.add(Need.VIRTUAL_TIME);
        }
        return needs;
    }

    private static EnumSet<Need> of(Act act) {
        if (act instanceof Act.Begins begins) {
            return of(begins.fault());
        }
        if (act instanceof Act.PowerCut || act instanceof Act.ForceFails) {
            return EnumSet.of(Need.DISK);
        }
        if (act instanceof Act.Delete) {
            return EnumSet.of(Need.LOCK, Need.VIRTUAL_TIME);
        }
        if (act instanceof Act.Cancel) {
            return EnumSet.of(Need.CANCEL);
        }
        boolean ofProcess = act instanceof Act.Kill
                || act instanceof Act.Restart
                || act instanceof Act.Freeze
                || act instanceof Act.Thaw
                || act instanceof Act.Rival;
        return ofProcess ? EnumSet.of(Need.PROCESS) : EnumSet.noneOf(Need.class);
    }

    /** A name that resolves for some objects and not for others is a thing of a simulation. */
    private static EnumSet<Need> of(Fault fault) {
        boolean everything = fault.scope() instanceof Scope.Everything;
        return everything || fault.kind().canBeScoped()
                ? EnumSet.of(Need.NETWORK)
                : EnumSet.of(Need.NETWORK, Need.VIRTUAL_TIME);
    }
}
