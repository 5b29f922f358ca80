package io.countersign.content;

import io.countersign.canonical.Canonical;
import io.countersign.canonical.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is approved, and nothing else: whatever is in here is in the digest, and changing it makes a new version. */
public record Content(
        Target target,
        @Nullable String caption,
        @Nullable String link,
        List<Media> media,
        @Nullable String category,
        List<String> campaign,
        @Nullable String note) {
    public Content {
        media = List.copyOf(media);
        campaign = List.copyOf(campaign);
    }

    /** SHA-256 of {@link #canonical()}. */
    public Digest digest() {
        return Digest.of(canonical());
    }

    /**
     * The canonical JSON of account, campaign, caption, category, channel, link, media and note; a medium
     * counts with alternative text, type, and its SHA-256, or its URL where that is not known.
     */
    public byte[] canonical() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("account", target.account());
        all.put("campaign", campaign);
        all.put("caption", caption);
        all.put("category", category);
        all.put("channel", target.channel());
        all.put("link", link);
        all.put("media", media.stream().map(Content::identity).toList());
        all.put("note", note);
        return Canonical.bytes(all);
    }

    /** Whether the bytes behind each medium are known. */
    public boolean pinned() {
        return media.stream().allMatch(medium -> medium.sha256() != null);
    }

    /** The same with another caption. */
    public Content withCaption(@Nullable String other) {
        return new Content(target, other, link, media, category, campaign, note);
    }

    private static Map<String, @Nullable Object> identity(Media medium) {
        Map<String, @Nullable Object> identity = new LinkedHashMap<>();
        identity.put("altText", medium.altText());
        if (medium.sha256() != null) identity.put("sha256", medium.sha256());
        else identity.put("url", medium.url());
        identity.put("type", medium.type());
        return identity;
    }
}
