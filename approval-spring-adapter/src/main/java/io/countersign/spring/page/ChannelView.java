package io.countersign.spring.page;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A channel, and how it shows a post, as far as a plain preview goes. {@code docs/page.md} names the sources of the numbers.
 *
 * @param name as people write it
 * @param glyph name of its picture and colour in the page
 * @param limit longest caption that it takes; null where it is not known
 * @param counting how it counts the caption
 * @param fold about so many graphemes are shown of a longer caption until somebody asks for more
 * @param foldLines at most so many lines, likewise
 * @param mediaFirst whether pictures stand above the caption
 * @param carousel whether several pictures stand in a row to be leafed through, and not in a grid
 * @param links whether readers can follow a link of the post
 */
public record ChannelView(
        String name,
        String glyph,
        @Nullable Integer limit,
        Counting counting,
        int fold,
        int foldLines,
        boolean mediaFirst,
        boolean carousel,
        boolean links) {

    private static final Map<String, ChannelView> KNOWN = Map.ofEntries(
            Map.entry("LINKEDIN", feed("LinkedIn", "linkedin", 3000, Counting.UNITS, 210, 3)),
            Map.entry("X", feed("X", "x", 280, Counting.WEIGHTED, 280, 14)),
            Map.entry("FACEBOOK", feed("Facebook", "facebook", 63_206, Counting.UNITS, 477, 5)),
            Map.entry("INSTAGRAM", gallery("Instagram", "instagram", 2200, Counting.UNITS, 125, 2, false)),
            Map.entry("TIKTOK", gallery("TikTok", "tiktok", 2200, Counting.UNITS, 100, 2, false)),
            Map.entry("YOUTUBE", gallery("YouTube", "youtube", 5000, Counting.BYTES, 157, 3, true)),
            Map.entry("PINTEREST", gallery("Pinterest", "pinterest", 500, Counting.UNITS, 60, 2, true)),
            Map.entry("THREADS", feed("Threads", "threads", 500, Counting.EMOJI_BYTES, 500, 14)),
            Map.entry("BLUESKY", feed("Bluesky", "bluesky", 300, Counting.GRAPHEMES, 300, 14)),
            Map.entry("MASTODON", feed("Mastodon", "mastodon", 500, Counting.FEDIVERSE, 500, 14)),
            Map.entry("GOOGLE_BUSINESS", gallery("Google Business", "google", 1500, Counting.UNITS, 100, 3, true)));

    /** The channel of a code, a host's own included: {@code COMPANY_BLOG} reads "Company blog". */
    public static ChannelView of(String code) {
        ChannelView known = KNOWN.get(code);
        return known != null
                ? known
                : new ChannelView(words(code), "other", null, Counting.GRAPHEMES, 420, 9, false, false, true);
    }

    private static ChannelView feed(String name, String glyph, int limit, Counting counting, int fold, int lines) {
        return new ChannelView(name, glyph, limit, counting, fold, lines, false, false, true);
    }

    private static ChannelView gallery(
            String name, String glyph, int limit, Counting counting, int fold, int lines, boolean links) {
        return new ChannelView(name, glyph, limit, counting, fold, lines, true, true, links);
    }

    private static String words(String code) {
        String words = code.replace('_', ' ').toLowerCase(Locale.ROOT).strip();
        if (words.isEmpty()) return code;
        int first = words.offsetByCodePoints(0, 1);
        return words.substring(0, first).toUpperCase(Locale.ROOT) + words.substring(first);
    }
}
