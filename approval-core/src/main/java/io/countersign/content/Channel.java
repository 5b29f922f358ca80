package io.countersign.content;

import io.countersign.canonical.Plain;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a post goes: one of {@link #KNOWN}, or a name of the host's own in the same form.
 *
 * @param name upper-case letters, digits and underscores, at most 64, a letter first
 */
public record Channel(String name) implements Plain {
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    public static final List<Channel> KNOWN = List.of(
            new Channel("LINKEDIN"),
            new Channel("X"),
            new Channel("FACEBOOK"),
            new Channel("INSTAGRAM"),
            new Channel("TIKTOK"),
            new Channel("YOUTUBE"),
            new Channel("PINTEREST"),
            new Channel("THREADS"),
            new Channel("BLUESKY"),
            new Channel("MASTODON"),
            new Channel("GOOGLE_BUSINESS"));

    public Channel {
        if (!FORM.matcher(name).matches())
            throw new IllegalArgumentException(
                    "a channel is written in upper-case letters, digits and underscores, such as LINKEDIN");
    }

    public static Channel parse(String name) {
        return new Channel(name);
    }

    @Override
    public Object plain() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
