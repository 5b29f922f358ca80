package io.countersign.spring.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A caption as its channel shows it.
 *
 * @param head what is seen at first
 * @param rest what the channel folds away; null for nothing. The head and the rest are the caption exactly as typed
 * @param length as the channel counts
 * @param limit longest that the channel takes; null where it is not known
 */
public record CaptionView(
        String head,
        @Nullable String rest,
        int length,
        @Nullable Integer limit) {
    /** Channels break off between words where one ends that near to the fold. */
    private static final int NEAR = 16;

    /** How a channel shows a caption. */
    public static CaptionView of(ChannelView channel, String caption) {
        int end = fold(channel, caption);
        return new CaptionView(
                caption.substring(0, end),
                end == caption.length() ? null : caption.substring(end),
                channel.counting().of(caption),
                channel.limit());
    }

    /** Exactly as typed. */
    public String whole() {
        return rest == null ? head : head + rest;
    }

    /** By how much it is too long for the channel; 0 for not at all. */
    public int excess() {
        return limit == null ? 0 : Math.max(0, length - limit);
    }

    private static int fold(ChannelView channel, String caption) {
        int end = Math.min(byLines(caption, channel.foldLines()), byLength(caption, channel.fold()));
        // A fold that hides nothing but space is none.
        return caption.substring(end).isBlank() ? caption.length() : end;
    }

    private static int byLines(String caption, int lines) {
        int at = -1;
        for (int line = 0; line < lines; line++) {
            at = caption.indexOf('\n', at + 1);
            if (at < 0) return caption.length();
        }
        return at;
    }

    private static int byLength(String caption, int fold) {
        // Of a caption that is far too long no more is looked at than the fold may need.
        String start = caption.substring(0, Math.min(caption.length(), fold * 32));
        List<String> graphemes = Counting.graphemes(start);
        if (graphemes.size() <= fold) return start.length();
        int end = graphemes.subList(0, fold).stream().mapToInt(String::length).sum();
        int space = caption.lastIndexOf(' ', end);
        return space > 0 && end - space <= NEAR ? space : end;
    }
}
