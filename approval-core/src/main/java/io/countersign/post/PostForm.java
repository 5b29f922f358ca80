package io.countersign.post;

import io.countersign.content.Content;
import io.countersign.content.Media;
import io.countersign.content.Schedule;
import io.countersign.content.Target;
import io.countersign.identity.ReviewerRef;
import io.countersign.problem.Checks;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Text;
import io.countersign.problem.WebUrl;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an author sets of a post; an edit replaces it as a whole. Its constructor takes null for what has a
 * default. Target, and caption or media, are required.
 *
 * @param scheduledAt when it goes out; null for no time yet
 * @param timeZone in which the author thinks of it, default UTC
 * @param campaign tags, at most 50; repetitions are dropped
 * @param note for the approvers; kept in NFC (S-69)
 * @param release default {@link Release#AUTOMATIC}
 * @param advocacy whether it may be shared by employees once approved, default false
 * @param reviewers asked explicitly, besides the routed stages, at most 50
 */
public record PostForm(
        @NotNull @Valid Target target,
        @Nullable @Text(max = 65_536) String caption,
        @Nullable @WebUrl String link,
        @Size(max = 20) List<@NotNull @Valid Media> media,
        @Nullable Instant scheduledAt,
        ZoneId timeZone,
        @Nullable @Text(max = 200) String category,
        @Size(max = 50) List<@NotNull @Text(min = 1, max = 200) String> campaign,
        @Nullable @Text(max = 200) String bundle,
        @Nullable @Text(max = 4000, note = true) String note,
        Release release,
        Boolean advocacy,
        @Size(max = 50) List<@NotNull ReviewerRef> reviewers) {
    private static final ZoneId UTC = ZoneId.of("UTC");

    public PostForm {
        media = media == null ? List.of() : media.stream().toList();
        note = note == null ? null : Normalizer.normalize(note, Normalizer.Form.NFC);
        scheduledAt = scheduledAt == null ? null : scheduledAt.truncatedTo(ChronoUnit.MICROS);
        timeZone = timeZone == null ? UTC : timeZone;
        campaign = campaign == null ? List.of() : campaign.stream().distinct().toList();
        release = release == null ? Release.AUTOMATIC : release;
        advocacy = advocacy != null && advocacy;
        reviewers =
                reviewers == null ? List.of() : reviewers.stream().distinct().toList();
    }

    /** A form with a target and a caption, and the defaults. */
    public static PostForm of(Target target, String caption) {
        return new PostForm(
                target,
                caption,
                null,
                List.of(),
                null,
                UTC,
                null,
                List.of(),
                null,
                null,
                Release.AUTOMATIC,
                false,
                List.of());
    }

    /**
     * The form itself, when it can be used.
     *
     * @throws InvalidInputException naming every field that cannot
     */
    public PostForm checked(Checks checks) {
        checks.valid(this);
        if (media.isEmpty() && (caption == null || caption.isBlank()))
            throw new InvalidInputException("caption", "is required where there is no media");
        return this;
    }

    /** What is approved of it. */
    public Content content() {
        return new Content(target, caption, link, media, category, campaign, note);
    }

    public Schedule schedule() {
        return new Schedule(scheduledAt, timeZone);
    }

    public PostForm withMedia(List<Media> others) {
        return new PostForm(
                target,
                caption,
                link,
                others,
                scheduledAt,
                timeZone,
                category,
                campaign,
                bundle,
                note,
                release,
                advocacy,
                reviewers);
    }

    public PostForm withSchedule(@Nullable Instant at, ZoneId zone) {
        return new PostForm(
                target, caption, link, media, at, zone, category, campaign, bundle, note, release, advocacy, reviewers);
    }

    public PostForm withRelease(Release other) {
        return new PostForm(
                target,
                caption,
                link,
                media,
                scheduledAt,
                timeZone,
                category,
                campaign,
                bundle,
                note,
                other,
                advocacy,
                reviewers);
    }

    public PostForm withReviewers(List<ReviewerRef> others) {
        return new PostForm(
                target,
                caption,
                link,
                media,
                scheduledAt,
                timeZone,
                category,
                campaign,
                bundle,
                note,
                release,
                advocacy,
                others);
    }
}
