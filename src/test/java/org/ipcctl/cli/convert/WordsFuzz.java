package org.ipcctl.cli.convert;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.ipcctl.format.Payload;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.sysv.Key;

/**
 * A line cut into words, and each word as a number, a time, a mode, a key; what is quoted is cut into the same word
 * again.
 */
public final class WordsFuzz {
    private WordsFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String line = OsString.decode(data);
        refusing(line, text -> ShellWords.split(text).forEach(WordsFuzz::word));
        if (Payload.printable(line).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalStateException("a terminal obeys it");
        }
        String quoted = ShellWord.quote(line);
        if (line.indexOf(0) < 0 && line.indexOf('\n') < 0 && !ShellWords.split(quoted).equals(List.of(line))) {
            throw new IllegalStateException(quoted + " is " + ShellWords.split(quoted));
        }
    }

    private static void word(String word) {
        refusing(word, text -> {
            if (Sizes.parse(text) < 0) {
                throw new IllegalStateException("a size below 0: " + text);
            }
        });
        refusing(word, text -> {
            Duration duration = Durations.parse(text);
            if (duration.isNegative() || duration.toNanos() < 0) {
                throw new IllegalStateException("a time below 0: " + text);
            }
        });
        refusing(word, Sizes::parseOffset);
        refusing(word, FileMode::parse);
        if (!word.startsWith("ftok:")) {
            refusing(word, Key::parse);
        }
    }

    private static void refusing(String text, Consumer<String> parser) {
        try {
            parser.accept(text);
        } catch (IllegalArgumentException told) {
            if (told instanceof NumberFormatException || told.getMessage() == null || told.getMessage().isEmpty()) {
                throw told;
            }
        }
    }
}
