package io.countersign.spring.record;

import io.countersign.content.Anchor;
import io.countersign.content.Content;
import io.countersign.content.Diff;
import io.countersign.content.Media;
import io.countersign.record.PostRecord;
import io.countersign.record.VersionRecord;
import java.util.Objects;
import java.util.stream.Collectors;

/** What versions hold, in plain English. */
public final class ContentWords {
    private final PostRecord record;

    ContentWords(PostRecord record) {
        this.record = record;
    }

    /** The part of a version that a comment is about. */
    public String anchor(Anchor anchor, int version) {
        if (anchor instanceof Anchor.Passage passage) return "“" + passage(passage, version) + "”";
        Anchor.Region region = (Anchor.Region) anchor;
        return "a part of medium %d, from %s %% of its width and %s %% of its height, %s %% wide and %s %% high"
                .formatted(
                        region.media() + 1,
                        percent(region.left()),
                        percent(region.top()),
                        percent(region.width()),
                        percent(region.height()));
    }

    private static String percent(int parts) {
        return parts % 100 == 0 ? String.valueOf(parts / 100) : String.valueOf(parts / 100.0);
    }

    private String passage(Anchor.Passage passage, int version) {
        String caption = Objects.requireNonNullElse(version(version).content().caption(), "");
        int length = caption.codePointCount(0, caption.length());
        int from = caption.offsetByCodePoints(0, Math.min(passage.from(), length));
        return caption.substring(from, caption.offsetByCodePoints(0, Math.min(passage.to(), length)));
    }

    /** The content of a version. */
    public VersionRecord version(int number) {
        return record.versions().get(number - 1);
    }

    /** A field's name; the caption is shown piece by piece. */
    public String field(Diff.Field field) {
        return switch (field) {
            case TARGET -> "Channel and account";
            case CAPTION -> "Text";
            case LINK -> "Link";
            case MEDIA -> "Media";
            case CATEGORY -> "Category";
            case CAMPAIGN -> "Campaigns";
            case NOTE -> "Note for the reviewers";
        };
    }

    /** A field's value in a version. */
    public String value(Diff.Field field, int version) {
        Content content = version(version).content();
        return switch (field) {
            case TARGET -> content.target().channel() + ", " + content.target().account();
            case CAMPAIGN -> content.campaign().isEmpty() ? "none" : String.join(", ", content.campaign());
            case MEDIA ->
                content.media().isEmpty()
                        ? "none"
                        : content.media().stream().map(this::medium).collect(Collectors.joining("; "));
            default -> Objects.requireNonNullElse(field.of(content), "none").toString();
        };
    }

    private String medium(Media medium) {
        String shows = medium.altText() == null ? "" : " (%s)".formatted(medium.altText());
        return type(medium) + " " + medium.url() + shows;
    }

    public String type(Media medium) {
        return switch (medium.type()) {
            case IMAGE -> "Image";
            case VIDEO -> "Video";
            case GIF -> "Animated image";
            case DOCUMENT -> "Document";
        };
    }
}
