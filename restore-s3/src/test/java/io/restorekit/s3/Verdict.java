package io.restorekit.s3;

import io.restorekit.s3.Stage.Scene;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import java.io.IOException;

/** What a restore sees of a fault, in a word. What is no verdict at all is thrown. */
final class Verdict {
    private Verdict() {}

    static String of(Scene scene, Operation operation) {
        try (BackupTarget target = Fixtures.open(scene.settings().build())) {
            return operation.run(target) ? "works" : "other content";
        } catch (TargetException e) {
            return word(e);
        } catch (IOException e) {
            return "cut off";
        }
    }

    private static String word(TargetException failure) {
        if (failure instanceof Missing) {
            return "Missing";
        }
        if (failure instanceof Refused) {
            return "Refused";
        }
        Unavailable unavailable = (Unavailable) failure;
        return unavailable.reason()
                + unavailable
                        .retryAfter()
                        .map(time -> ", retry after " + time.toSeconds() + " s")
                        .orElse("");
    }
}
