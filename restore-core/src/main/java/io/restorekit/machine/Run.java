package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.api.Goal;
import java.util.Optional;

/**
 * What every state carries along.
 *
 * @param ticket the last ticket given out; tickets are never used twice
 * @param overdue whether the try under way began after the wait limit had passed
 * @param vain how many transfers in a row have ended in waiting without one more block
 * @param troubledBy the failure of the last try, until something succeeds
 * @param compares whether the caller wants every block of the volume compared, and that is still to be done
 * @param wish what the caller asked for while a stage was being applied, which is finished first
 */
public record Run(
        Order order,
        long ticket,
        boolean overdue,
        int vain,
        Optional<Failure> troubledBy,
        boolean compares,
        Optional<Exit> wish) {

    static Run begin(Order order) {
        return new Run(order, 0, false, 0, Optional.empty(), order.options().repair(), Optional.empty());
    }

    Run next() {
        return new Run(order, ticket + 1, overdue, vain, troubledBy, compares, wish);
    }

    Run at(long lastTicket) {
        return new Run(order, lastTicket, overdue, vain, troubledBy, compares, wish);
    }

    Run overdue(boolean limitPassed) {
        return new Run(order, ticket, limitPassed, vain, troubledBy, compares, wish);
    }

    Run inVain() {
        return new Run(order, ticket, overdue, vain + 1, troubledBy, compares, wish);
    }

    Run troubledBy(Failure failure) {
        return new Run(order, ticket, overdue, vain, Optional.of(failure), compares, wish);
    }

    Run untroubled() {
        return new Run(order, ticket, overdue, vain, Optional.empty(), compares, wish);
    }

    /** The volume is opened anew: what was read of it before does not count. */
    Run anew() {
        return new Run(
                order, ticket + 1, overdue, vain, troubledBy, order.options().repair(), wish);
    }

    Run compared() {
        return new Run(order, ticket, overdue, vain, troubledBy, false, wish);
    }

    /** Later, once what is being applied is through. */
    Run wishes(Exit later) {
        Exit latest = wish.map(earlier -> earlier.or(later)).orElse(later);
        return new Run(order, ticket, overdue, vain, troubledBy, compares, Optional.of(latest));
    }

    Run wishesNothing() {
        return new Run(order, ticket, overdue, vain, troubledBy, compares, Optional.empty());
    }

    /** Takes a wish to pause back. */
    Run resumes() {
        return wish.filter(Exit.Pause.class::isInstance).isPresent() ? wishesNothing() : this;
    }

    public boolean follows() {
        return order.goal() instanceof Goal.Follow;
    }

    /** A block is right, or the caller went on: the wait, if there was one, is over. */
    Run progressed() {
        return new Run(order, ticket, false, 0, troubledBy, compares, wish);
    }
}
