package io.countersign.spring.page;

import java.util.Locale;
import java.util.Map;

/**
 * A channel.
 *
 * @param name as people write it
 * @param glyph name of its picture and colour in the page
 */
public record ChannelView(String name, String glyph) {

    private static final Map<String, ChannelView> KNOWN = Map.ofEntries(
            Map.entry("LINKEDIN", new ChannelView("LinkedIn", "linkedin")),
            Map.entry("X", new ChannelView("X", "x")),
            Map.entry("FACEBOOK", new ChannelView("Facebook", "facebook")),
            Map.entry("INSTAGRAM", new ChannelView("Instagram", "instagram")),
            Map.entry("TIKTOK", new ChannelView("TikTok", "tiktok")),
            Map.entry("YOUTUBE", new ChannelView("YouTube", "youtube")),
            Map.entry("PINTEREST", new ChannelView("Pinterest", "pinterest")),
            Map.entry("THREADS", new ChannelView("Threads", "threads")),
            Map.entry("BLUESKY", new ChannelView("Bluesky", "bluesky")),
            Map.entry("MASTODON", new ChannelView("Mastodon", "mastodon")),
            Map.entry("GOOGLE_BUSINESS", new ChannelView("Google Business", "google")));

    /** The channel of a code, a host's own included: {@code COMPANY_BLOG} reads "Company blog". */
    public static ChannelView of(String code) {
        var known = KNOWN.get(code);
        if (known != null) {
            return known;
        }
        var words = code.replace('_', ' ').toLowerCase(Locale.ROOT).strip();
        if (words.isEmpty()) {
            return new ChannelView(code, "other");
        }
        int first = words.offsetByCodePoints(0, 1);
        return new ChannelView(words.substring(0, first).toUpperCase(Locale.ROOT) + words.substring(first), "other");
    }
}
