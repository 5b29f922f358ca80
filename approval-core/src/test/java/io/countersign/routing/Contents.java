package io.countersign.routing;

import io.countersign.content.Channel;
import io.countersign.content.Content;
import io.countersign.content.Media;
import io.countersign.content.Target;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Contents that differ from a plain one in what a test is about. */
final class Contents {
    private Contents() {}

    static Content withCaption(@Nullable String caption) {
        return content(caption, null, List.of(), null, List.of());
    }

    static Content withLink(String link) {
        return content(null, link, List.of(), null, List.of());
    }

    static Content withAltTexts(@Nullable String... altTexts) {
        return content(
                null,
                null,
                Arrays.stream(altTexts)
                        .map(text -> medium(Media.Type.IMAGE, text))
                        .toList(),
                null,
                List.of());
    }

    static Content withMedia(Media.Type type) {
        return content(null, null, List.of(medium(type, null)), null, List.of());
    }

    static Content ofCategory(String category) {
        return content("a caption", null, List.of(), category, List.of());
    }

    static Content ofCampaign(String... tags) {
        return content("a caption", null, List.of(), null, List.of(tags));
    }

    static Content on(String channel, String account) {
        return new Content(
                new Target(new Channel(channel), account), "a caption", null, List.of(), null, List.of(), null);
    }

    private static Content content(
            @Nullable String caption,
            @Nullable String link,
            List<Media> media,
            @Nullable String category,
            List<String> campaign) {
        return new Content(new Target(new Channel("X"), "acme"), caption, link, media, category, campaign, null);
    }

    private static Media medium(Media.Type type, @Nullable String altText) {
        return new Media("https://cdn.example/a.png", type, altText, null);
    }
}
