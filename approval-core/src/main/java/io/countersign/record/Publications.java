package io.countersign.record;

import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.post.PublishingEvent;
import io.countersign.record.Attempt.Result;
import io.countersign.record.PostFacts.Out;
import io.countersign.record.Story.Told;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From the first claim to the receipt, and whether it is out. */
final class Publications {
    private static final Set<String> ENDING =
            Set.of("post.claimed", "post.handed-back", "post.published", "post.attempt-failed", "post.unconfirmed");

    private final Story story;

    Publications(Story story) {
        this.story = story;
    }

    List<Attempt> attempts() {
        return story.told("post.claimed", PublishingEvent.Claimed.class).stream()
                .map(this::attempt)
                .toList();
    }

    private Attempt attempt(Told<PublishingEvent.Claimed> claimed) {
        Entry entry = claimed.entry();
        PublishingEvent.Claimed event = claimed.event();
        @Nullable
        Entry end = story.after(entry)
                .filter(other -> ENDING.contains(other.audit.action()))
                .findFirst()
                .orElse(null);
        Optional<PublishingEvent.AttemptFailed> failure =
                of(end, "post.attempt-failed", PublishingEvent.AttemptFailed.class);
        return new Attempt(
                event.attempt(),
                entry.audit.at(),
                event.fence(),
                event.key(),
                event.leaseUntil(),
                event.asking(),
                entry.audit.subject().version(),
                entry.audit.subject().digest(),
                result(end),
                end == null ? null : end.audit.at(),
                failure.map(PublishingEvent.AttemptFailed::error).orElse(null),
                of(end, "post.published", PublishingEvent.Published.class)
                        .map(PublishingEvent.Published::reference)
                        .orElse(null),
                failure.map(PublishingEvent.AttemptFailed::nextAt).orElse(null));
    }

    private static <T extends PublishingEvent> Optional<T> of(@Nullable Entry entry, String action, Class<T> type) {
        return entry != null && entry.is(action) ? entry.event(type) : Optional.empty();
    }

    private static Result result(@Nullable Entry end) {
        if (end == null) return Result.RUNNING;
        return switch (end.audit.action()) {
            case "post.published" -> Result.PUBLISHED;
            case "post.attempt-failed" -> Result.FAILED;
            case "post.unconfirmed" -> Result.UNCONFIRMED;
            case "post.handed-back" -> Result.HANDED_BACK;
            default -> Result.LOST;
        };
    }

    List<Confirmation> confirmations() {
        return story.told("post.confirmed", PublishingEvent.Confirmed.class).stream()
                .map(told -> new Confirmation(
                        told.entry().audit.seq(),
                        told.entry().audit.at(),
                        story.by(told.entry()),
                        told.event().published(),
                        told.event().reference()))
                .toList();
    }

    PostFacts.Use use() {
        Post post = story.material.post();
        PostStatus status = post.status();
        if (status == PostStatus.PUBLISHING || status == PostStatus.UNCONFIRMED)
            return new PostFacts.Use(Out.UNCERTAIN, null, null, null, null, null);
        if (status != PostStatus.PUBLISHED) return new PostFacts.Use(Out.NEVER, null, null, null, null, null);
        return new PostFacts.Use(
                post.state().recalled() == null ? Out.STILL : Out.RECALLED,
                post.state().publication().publishedAt(),
                post.version().number(),
                post.version().digest(),
                post.state().publication().reference(),
                post.state().recalled() == null ? null : post.state().recalled().at());
    }
}
