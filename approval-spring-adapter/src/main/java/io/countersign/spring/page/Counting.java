package io.countersign.spring.page;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How channels count a caption. */
public enum Counting {
    /** UTF-16 code units, as most do: most letters one, most emoji two. */
    UNITS {
        @Override
        int of(String text) {
            return text.length();
        }
    },
    /** Bytes in UTF-8. */
    BYTES {
        @Override
        int of(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    },
    /** What a reader takes for one character. */
    GRAPHEMES {
        @Override
        int of(String text) {
            return graphemes(text).size();
        }
    },
    /** Characters, but emoji by their bytes in UTF-8. */
    EMOJI_BYTES {
        @Override
        int of(String text) {
            return graphemes(text).stream()
                    .mapToInt(grapheme ->
                            isEmoji(grapheme) ? BYTES.of(grapheme) : grapheme.codePointCount(0, grapheme.length()))
                    .sum();
        }
    },
    /** Graphemes, a web address as 23, of a mention of somebody on another server the name alone. */
    FEDIVERSE {
        @Override
        int of(String text) {
            String mentioned = REMOTE.matcher(text).replaceAll("$1");
            return addresses(mentioned) * ADDRESS_LENGTH
                    + GRAPHEMES.of(ADDRESS.matcher(mentioned).replaceAll(""));
        }
    },
    /** The rules of twitter-text's third configuration: a web address 23, an emoji 2, what is not Latin or near it 2. */
    WEIGHTED {
        @Override
        int of(String text) {
            String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
            return addresses(normal) * ADDRESS_LENGTH
                    + graphemes(ADDRESS.matcher(normal).replaceAll("")).stream()
                            .mapToInt(Counting::weight)
                            .sum();
        }
    };

    private static final int ADDRESS_LENGTH = 23;
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]+");
    private static final Pattern REMOTE = Pattern.compile("(?<![\\w/])(@\\w+)@[\\w.-]+\\w");
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final int EMOJI_FROM = 0x1F000;
    private static final int EMOJI_STYLE = 0xFE0F;

    /** How long the text is for the channel. */
    abstract int of(String text);

    /** What a reader takes for one character each (UAX 29). */
    static List<String> graphemes(String text) {
        return GRAPHEME.matcher(text).results().map(found -> found.group()).toList();
    }

    private static int addresses(String text) {
        Matcher address = ADDRESS.matcher(text);
        int count = 0;
        while (address.find()) count++;
        return count;
    }

    private static int weight(String grapheme) {
        return isEmoji(grapheme)
                ? 2
                : grapheme.codePoints().map(point -> isLight(point) ? 1 : 2).sum();
    }

    private static boolean isLight(int point) {
        return point <= 0x10FF
                || point >= 0x2000 && point <= 0x200D
                || point >= 0x2010 && point <= 0x201F
                || point >= 0x2032 && point <= 0x2037;
    }

    private static boolean isEmoji(String grapheme) {
        return grapheme.codePoints().anyMatch(point -> point == EMOJI_STYLE || point >= EMOJI_FROM && point <= 0x1FAFF);
    }
}
