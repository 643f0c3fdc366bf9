package io.restorekit.cli.badinput;

import static io.restorekit.api.Failure.Kind.GOAL_GONE;
import static io.restorekit.api.Failure.Kind.LOCK_BUSY;
import static io.restorekit.api.Failure.Kind.REFUSED;
import static io.restorekit.api.Failure.Kind.UNAVAILABLE;
import static io.restorekit.cli.badinput.Leaves.EMPTY_VOLUME;
import static io.restorekit.cli.badinput.Leaves.ONLY_STATE;
import static io.restorekit.cli.badinput.Row.row;

import io.restorekit.testkit.s3.S3Fault;
import io.restorekit.testkit.s3.S3Request;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Places that do not have what is asked for, do not let us in, or are not there. */
final class PlaceRows {
    private PlaceRows() {}

    static List<Row> all() {
        String backup = Scene.CHAIN.second();
        return List.of(
                row(
                        "no such backup",
                        GOAL_GONE,
                        4,
                        "has no backup backup-x",
                        ONLY_STATE,
                        scene -> scene.held().ask().url(backup, "backup-x")),
                row(
                        "no such backup, fresh volume",
                        GOAL_GONE,
                        4,
                        "has no backup backup-x",
                        EMPTY_VOLUME,
                        scene -> scene.ask().url(backup, "backup-x")),
                row(
                        "no such volume",
                        GOAL_GONE,
                        4,
                        "no volume vol-x",
                        EMPTY_VOLUME,
                        scene -> scene.ask().url("volume=vol", "volume=vol-x")),
                row(
                        "backup deleted",
                        GOAL_GONE,
                        4,
                        "has no backup " + backup,
                        ONLY_STATE,
                        scene -> scene.held()
                                .delete(Scene.CHAIN.layout().backupConfig(backup))
                                .ask()),
                row("deletion under way", LOCK_BUSY, 3, "being deleted|lock-0123456789abcdef", ONLY_STATE, scene -> {
                    String lock = Scene.CHAIN.layout().locks() + "lock-0123456789abcdef.lck";
                    String text = "{\"Name\":\"lock-0123456789abcdef\",\"Type\":2,\"Acquired\":true}";
                    return scene.held()
                            .put(lock, text.getBytes(StandardCharsets.UTF_8))
                            .mendable(() -> scene.server().delete(lock))
                            .ask();
                }),
                row("empty store", UNAVAILABLE, 3, "is empty|mounted", EMPTY_VOLUME, scene -> {
                    Scene.CHAIN.objects().keySet().forEach(scene::delete);
                    return scene.ask();
                }),
                row(
                        "wrong path in the bucket",
                        UNAVAILABLE,
                        3,
                        "is empty|elsewhere",
                        EMPTY_VOLUME,
                        scene -> scene.ask().url("/?", "/else/?")),
                row(
                        "wrong secret",
                        REFUSED,
                        4,
                        "AWS_SECRET_ACCESS_KEY",
                        EMPTY_VOLUME,
                        scene -> scene.ask().setting("AWS_SECRET_ACCESS_KEY", "wrong")),
                row(
                        "wrong access key",
                        REFUSED,
                        4,
                        "AWS_ACCESS_KEY_ID",
                        EMPTY_VOLUME,
                        scene -> scene.ask().setting("AWS_ACCESS_KEY_ID", "WRONG")),
                row(
                        "wrong bucket",
                        REFUSED,
                        4,
                        "NoSuchBucket|check the bucket",
                        EMPTY_VOLUME,
                        scene -> scene.ask().url("s3://backups", "s3://elsewhere")),
                row(
                        "wrong region",
                        REFUSED,
                        4,
                        "region",
                        EMPTY_VOLUME,
                        scene -> scene.ask().url("us-east-1", "eu-west-9")),
                row("permission taken away", REFUSED, 4, "permissions", ONLY_STATE, scene -> {
                    Scene held = scene.held().mendable(() -> {});
                    scene.server().faults().on(S3Request.any(), new S3Fault.Status(403, "AccessDenied"));
                    return held.ask();
                }),
                row("server broken", UNAVAILABLE, 3, "answered 500", ONLY_STATE, scene -> {
                    Scene held = scene.held().mendable(() -> {});
                    scene.server().faults().on(S3Request.any(), new S3Fault.Status(500, "InternalError"));
                    return held.ask();
                }),
                row("server away", UNAVAILABLE, 3, "refused", ONLY_STATE, scene -> {
                    Scene held = scene.held().mendable(() -> {});
                    scene.server().stop();
                    return held.ask();
                }),
                row(
                        "name that never resolved",
                        UNAVAILABLE,
                        3,
                        "never resolved|wrong",
                        EMPTY_VOLUME,
                        scene -> scene.ask().setting("AWS_ENDPOINTS", "http://store.invalid:9000")));
    }
}
