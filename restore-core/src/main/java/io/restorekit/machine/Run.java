package io.restorekit.machine;

import io.restorekit.api.Failure;
import java.util.Optional;

/**
 * What every state carries along.
 *
 * @param ticket the last ticket given out; tickets are never used twice
 * @param overdue whether the try under way began after the wait limit had passed
 * @param vain how many transfers in a row have ended in waiting without one more block
 * @param troubledBy the failure of the last try, until something succeeds
 */
public record Run(Order order, long ticket, boolean overdue, int vain, Optional<Failure> troubledBy) {

    static Run begin(Order order) {
        return new Run(order, 0, false, 0, Optional.empty());
    }

    Run next() {
        return new Run(order, ticket + 1, overdue, vain, troubledBy);
    }

    Run at(long lastTicket) {
        return new Run(order, lastTicket, overdue, vain, troubledBy);
    }

    Run overdue(boolean limitPassed) {
        return new Run(order, ticket, limitPassed, vain, troubledBy);
    }

    Run inVain() {
        return new Run(order, ticket, overdue, vain + 1, troubledBy);
    }

    Run troubledBy(Failure failure) {
        return new Run(order, ticket, overdue, vain, Optional.of(failure));
    }

    Run untroubled() {
        return new Run(order, ticket, overdue, vain, Optional.empty());
    }

    /** A block is right, or the caller went on: the wait, if there was one, is over. */
    Run progressed() {
        return new Run(order, ticket, false, 0, troubledBy);
    }
}
