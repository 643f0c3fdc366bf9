package io.restorekit.cli.badinput;

import static io.restorekit.api.Failure.Kind.INTERNAL;
import static io.restorekit.api.Failure.Kind.USAGE;
import static io.restorekit.cli.badinput.Leaves.EMPTY_VOLUME;
import static io.restorekit.cli.badinput.Leaves.NOTHING_NEW;
import static io.restorekit.cli.badinput.Row.row;

import java.util.List;
import java.util.function.UnaryOperator;

/** Asks that make no sense, and adapters that are missing or broken. */
final class UsageRows {
    private UsageRows() {}

    static List<Row> all() {
        String backup = Scene.CHAIN.second();
        return List.of(
                usage("no URL", "not a backup URL", ask -> ask.url("nonsense")),
                usage("URL with a blank", "not a backup URL", ask -> ask.url("vol", "my vol")),
                usage("unknown scheme", "no adapter for ftp://|known are", ask -> ask.url("s3://", "ftp://")),
                usage("missing adapter", "s3://|io.restorekit:restore-s3", ask -> ask.adapters(Adapters.none())),
                usage("URL without a volume", "names no volume|inspect", ask -> ask.url("volume=", "disk=")),
                usage("volume named with ../", "no valid name", ask -> ask.url("volume=vol", "volume=../vol")),
                usage("volume named with %2E%2E/", "no valid name", ask -> ask.url("volume=vol", "volume=%2E%2E/vol")),
                usage("backup named with ../", "backup name", ask -> ask.url(backup, "../" + backup)),
                usage("baseline named with ../", "backup name", ask -> ask.with("--baseline", "backup:../b")),
                usage("no valid bucket", "bucket name", ask -> ask.url("s3://backups", "s3://..")),
                usage("concurrency 0", "concurrency 0|256", ask -> ask.with("--concurrency", 0)),
                usage("concurrency 257", "concurrency 257|256", ask -> ask.with("--concurrency", 257)),
                usage("negative wait limit", "limit", ask -> ask.with("--wait-limit", "-1ms")),
                usage("no credentials", "AWS_ACCESS_KEY_ID|not set", ask -> ask.setting("AWS_ACCESS_KEY_ID", "")),
                usage("endpoint without a scheme", "AWS_ENDPOINTS", ask -> ask.setting("AWS_ENDPOINTS", "host:9000")),
                usage("style neither true nor false", "VIRTUAL", ask -> ask.setting("VIRTUAL_HOSTED_STYLE", "yes")),
                usage("CA that is no certificate", "AWS_CERT", ask -> ask.setting("AWS_CERT", "trust me")),
                row(
                        "adapter that breaks at once",
                        INTERNAL,
                        5,
                        "IllegalStateException|report it",
                        NOTHING_NEW,
                        scene -> scene.ask().url("s3://", "broken://").adapters(Adapters.only(Broken.AtOnce.class))),
                row(
                        "adapter that breaks later",
                        INTERNAL,
                        5,
                        "IllegalStateException|report it",
                        EMPTY_VOLUME,
                        scene -> scene.ask().url("s3://", "broken://").adapters(Adapters.only(Broken.Later.class))));
    }

    private static Row usage(String input, String words, UnaryOperator<Ask> wrong) {
        return row(input, USAGE, 2, words, NOTHING_NEW, scene -> wrong.apply(scene.ask()));
    }
}
