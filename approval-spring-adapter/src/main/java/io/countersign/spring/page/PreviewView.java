package io.countersign.spring.page;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A post as it will look on its channel, plainly.
 *
 * @param account whose account it goes to
 * @param caption null for a post of media alone
 * @param link the link that the post carries; null for none
 */
public record PreviewView(
        ChannelView channel,
        String account,
        @Nullable CaptionView caption,
        List<MediaView> media,
        @Nullable LinkView link) {

    /** What stands in the place of the account's picture: up to two letters. */
    public String initials() {
        StringBuilder initials = new StringBuilder();
        String[] words = account.strip().split("[\\s._@/\\\\-]+");
        for (String word : words)
            if (!word.isEmpty() && initials.codePointCount(0, initials.length()) < 2)
                initials.append(Counting.graphemes(word).get(0).toUpperCase(Locale.ROOT));
        return initials.isEmpty() ? "?" : initials.toString();
    }

    /** Whether any medium has an alternative text to judge. */
    public boolean hasAltTexts() {
        return media.stream().anyMatch(medium -> medium.alt() != null);
    }
}
