package io.restorekit.cli.badinput;

import static io.restorekit.api.Failure.Kind.CONFIG_DAMAGED;
import static io.restorekit.api.Failure.Kind.GOAL_INCOMPLETE;
import static io.restorekit.api.Failure.Kind.INCOMPATIBLE;
import static io.restorekit.cli.badinput.Damage.HTML;
import static io.restorekit.cli.badinput.Damage.blockSize;
import static io.restorekit.cli.badinput.Damage.cutOff;
import static io.restorekit.cli.badinput.Damage.is;
import static io.restorekit.cli.badinput.Damage.offset;
import static io.restorekit.cli.badinput.Damage.replace;
import static io.restorekit.cli.badinput.Damage.set;

import io.restorekit.api.Failure.Kind;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Configs that cannot be restored from. The volume holds the backup before, and stays so; once the config is whole, the
 * same ask restores.
 */
final class ConfigRows {
    private static final String DEEP = "[".repeat(2000);

    private ConfigRows() {}

    static List<Row> all() {
        return List.of(
                backup("in progress", GOAL_INCOMPLETE, 4, "is in progress", set("CreatedTime", "\"\"")),
                backup("cut off", CONFIG_DAMAGED, 4, ".cfg is damaged|no JSON", cutOff()),
                backup("empty", CONFIG_DAMAGED, 4, ".cfg is damaged|no JSON object", is("")),
                backup("no JSON", CONFIG_DAMAGED, 4, ".cfg is damaged|no JSON", is("Size: 8")),
                backup("a list", CONFIG_DAMAGED, 4, ".cfg is damaged|no JSON object", is("[]")),
                backup("nested too deep", CONFIG_DAMAGED, 4, ".cfg is damaged", set("Labels", DEEP)),
                backup("an HTML page with 200", CONFIG_DAMAGED, 4, ".cfg is damaged|no JSON", is(HTML)),
                backup("followed by more", CONFIG_DAMAGED, 4, ".cfg is damaged", text -> text + text),
                backup("of another backup", CONFIG_DAMAGED, 4, "of another backup", set("Name", "\"backup-x\"")),
                backup("of another volume", CONFIG_DAMAGED, 4, "of another volume", set("VolumeName", "\"else\"")),
                backup("offsets unsorted", CONFIG_DAMAGED, 4, "block 3|not greater", offset(2, 9L * Chain.BLOCK)),
                backup("offset negative", CONFIG_DAMAGED, 4, "block 0|negative", offset(0, -Chain.BLOCK)),
                backup("offset unaligned", CONFIG_DAMAGED, 4, "block 7|no multiple", offset(7, 7L * Chain.BLOCK + 1)),
                backup("offset twice", CONFIG_DAMAGED, 4, "block 1|not greater", offset(1, 0)),
                backup(
                        "offset beyond a long",
                        CONFIG_DAMAGED,
                        4,
                        "is damaged",
                        replace("\"Offset\":0", "\"Offset\":1e30")),
                backup("checksum too short", CONFIG_DAMAGED, 4, "block 0|62", replace("(m\":\")..", "m\":\"")),
                backup("Blocks twice", CONFIG_DAMAGED, 4, "twice", replace("\"Blocks\":", "\"Blocks\":[],\"Blocks\":")),
                backup("Size contradicts", CONFIG_DAMAGED, 4, "Size of 1|8 blocks", set("Size", "\"1\"")),
                backup("no Blocks", CONFIG_DAMAGED, 4, "lists 0 blocks", replace("\"Blocks\":", "\"Bricks\":")),
                backup("block size 1", INCOMPATIBLE, 5, "block size of 1 bytes|64 KiB", blockSize("1")),
                backup("block size 4 GiB", INCOMPATIBLE, 5, "block size of 4294967296|64 MiB", blockSize("4Gi")),
                backup("block size 65537", INCOMPATIBLE, 5, "block size of 65537|power of two", blockSize("65537")),
                backup("block size of words", CONFIG_DAMAGED, 4, "\"large\" is no quantity", blockSize("large")),
                backup(
                        "unknown compression",
                        INCOMPATIBLE,
                        5,
                        "\"zstd\" is unknown",
                        set("CompressionMethod", "\"zstd\"")),
                backup("single file", INCOMPATIBLE, 5, "single-file", set("SingleFile", "{\"FilePath\":\"a.bak\"}")),
                backup("too many blocks", INCOMPATIBLE, 5, "more than 67108864 blocks", offset(7, 1L << 60)),
                volume("cut off", CONFIG_DAMAGED, 4, "volume.cfg is damaged", cutOff()),
                volume("empty", CONFIG_DAMAGED, 4, "volume.cfg is damaged", is("")),
                volume("an HTML page with 200", CONFIG_DAMAGED, 4, "volume.cfg is damaged", is(HTML)),
                volume("of another volume", CONFIG_DAMAGED, 4, "another volume, \"else\"", set("Name", "\"else\"")),
                volume("size 0", CONFIG_DAMAGED, 4, "volume.cfg is damaged|no size", set("Size", "\"0\"")),
                volume("size negative", CONFIG_DAMAGED, 4, "volume.cfg is damaged", set("Size", "\"-65536\"")),
                volume("size of words", CONFIG_DAMAGED, 4, "volume.cfg is damaged", set("Size", "\"large\"")),
                volume("size unaligned", INCOMPATIBLE, 5, "524289|no multiple", set("Size", "\"524289\"")),
                volume("size beyond all maps", INCOMPATIBLE, 5, "more than 67108864", set("Size", "\"4398046576640\"")),
                volume(
                        "backing image without its bytes",
                        INCOMPATIBLE,
                        5,
                        "backing image \"ubuntu\"|raw bytes",
                        set("BackingImageName", "\"\\\"ubuntu\\\"\"")));
    }

    private static Row backup(String what, Kind kind, int exitCode, String words, UnaryOperator<String> damage) {
        return Row.row(
                "backup config: " + what,
                kind,
                exitCode,
                words,
                Leaves.ONLY_STATE,
                scene -> scene.held().backupConfig(damage).ask());
    }

    private static Row volume(String what, Kind kind, int exitCode, String words, UnaryOperator<String> damage) {
        return Row.row(
                "volume config: " + what,
                kind,
                exitCode,
                words,
                Leaves.ONLY_STATE,
                scene -> scene.held().volumeConfig(damage).ask());
    }
}
