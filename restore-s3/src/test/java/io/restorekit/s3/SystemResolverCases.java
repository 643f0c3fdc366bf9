package io.restorekit.s3;

import io.restorekit.s3.DnsOutageCases.Outage;
import java.security.Security;

/**
 * A program for a network namespace: fails if a case does. It prints a line for each that passed: by these its parent, which
 * has no other way to look into the namespace, sees that none was left out.
 */
final class SystemResolverCases {
    private final DnsOutageCases cases = new DnsOutageCases(DnsScene.withTheSystemsResolver()) {};

    private interface Case {
        void run() throws Exception;
    }

    /** The JVM's own memory of answers is off, so that each look-up comes to the machine's resolver. */
    public static void main(String[] args) throws Exception {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        new SystemResolverCases().run();
        // Look-ups that hang and the servers' threads end with the process.
        System.exit(0);
    }

    private void run() throws Exception {
        pass("all is well", cases::whileDnsAnswersAllIsBelieved);
        for (Outage outage : Outage.values()) {
            pass("running, " + outage, () -> cases.aRunningProcessReadsOnAndSeesTheEnd(outage));
            pass("new, " + outage, () -> cases.aNewProcessReadsByItsNotes(outage));
            pass("knows nothing, " + outage, () -> cases.aNameThatNeverResolvedIsSaidToBeProbablyWrong(outage));
        }
    }

    private void pass(String name, Case body) throws Exception {
        cases.reset();
        body.run();
        System.out.println(name);
    }
}
