package io.restorekit.machine;

import io.restorekit.api.Baseline;
import io.restorekit.api.Goal;
import io.restorekit.api.RestoreOptions;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Progress;
import io.restorekit.checkpoint.Ranges;
import java.util.Optional;
import java.util.stream.IntStream;

/** Small block maps written as words: a letter is a content, 0 is zeros, ? is unknown. */
final class Maps {
    static final int BLOCK = 1 << 16;

    private Maps() {}

    static BlockMap map(String contents) {
        BlockMap.Builder map = new BlockMap.Builder(BLOCK, (long) contents.length() * BLOCK);
        for (int i = 0; i < contents.length(); i++) {
            map.set(i, content(contents.charAt(i)));
        }
        return map.build();
    }

    static Manifest backup(String name, String contents) {
        return new Manifest(name, map(contents), Optional.empty());
    }

    static String text(BlockMap map) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < map.blocks(); i++) {
            Content content = map.content(i);
            text.append(
                    content instanceof Content.Zero ? '0' : content instanceof Content.Unknown ? '?' : letter(content));
        }
        return text.toString();
    }

    static Claim claim(Claim.Standing standing, String believed, String goal, int watermark, int... pending) {
        Progress progress = new Progress(watermark, Ranges.of(IntStream.of(pending)));
        return new Claim(standing, map(believed), backup("goal", goal), progress);
    }

    static Order order(RestoreOptions options) {
        return new Order(Goal.exactly("goal"), Baseline.auto(), options);
    }

    private static Content content(char letter) {
        return switch (letter) {
            case '0' -> new Content.Zero();
            case '?' -> new Content.Unknown();
            default -> new Content.Data(digest(letter));
        };
    }

    private static char letter(Content content) {
        for (char letter = 'a'; letter <= 'z'; letter++) {
            if (new Content.Data(digest(letter)).equals(content)) {
                return letter;
            }
        }
        throw new AssertionError(content);
    }

    private static Digest digest(char letter) {
        return Digest.parse(
                String.valueOf(Character.forDigit(letter % 16, 16)).repeat(62) + String.format("%02x", (int) letter));
    }
}
