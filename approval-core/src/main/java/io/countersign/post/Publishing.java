package io.countersign.post;

import io.countersign.canonical.Canonical;
import io.countersign.canonical.Digest;
import io.countersign.content.Version;
import io.countersign.identity.Permission;
import io.countersign.publish.Permit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** From the claim to the receipt; only the holder of the current fence moves a post that is being published. */
public final class Publishing {
    private static final int MAX_ERROR = 500;
    private static final int MAX_REFERENCE = 2048;

    private Publishing() {}

    /**
     * The permit for a post that was just claimed.
     *
     * @throws IllegalStateException when the post is not claimed
     */
    public static Permit permit(Post post) {
        if (post.status() != PostStatus.PUBLISHING)
            throw new IllegalStateException("Post %s is not claimed: it is %s".formatted(post.id(), post.status()));
        return new Permit(
                post.workspace(),
                post.id(),
                post.version().content().target(),
                post.version().number(),
                Objects.requireNonNull(post.cleared()),
                key(post),
                post.fence(),
                post.state().publication().attempts(),
                Objects.requireNonNull(post.state().clearance()));
    }

    static Outcome claim(Draft draft, boolean asking) {
        if (!Objects.equals(draft.before.cleared(), draft.version.digest()))
            throw new IllegalStateException("Post %s is %s, but its version %d is not the one that was cleared"
                    .formatted(draft.before.id(), draft.status, draft.version.number()));
        int attempt = draft.publication.attempts() + 1;
        Instant leaseUntil = later(draft, draft.terms.lease());
        draft.status = PostStatus.PUBLISHING;
        draft.happened(new PublishingEvent.Claimed(attempt, draft.fence + 1, key(draft.before), leaseUntil, asking));
        return draft.outcome(Transitions.Trigger.CLAIM);
    }

    static Outcome receive(Draft draft, PostCommand.Receive command) {
        needFence(draft, command.fence(), Transitions.Trigger.RECEIPT);
        String reference = command.receipt().reference();
        String kept = reference == null ? null : storable(reference, MAX_REFERENCE);
        draft.status = PostStatus.PUBLISHED;
        draft.happened(new PublishingEvent.Published(kept, draft.publication.attempts()));
        return draft.outcome(Transitions.Trigger.RECEIPT);
    }

    static Outcome fail(Draft draft, PostCommand.Fail command) {
        needFence(draft, command.fence(), Transitions.Trigger.FAILURE);
        int attempts = draft.publication.attempts();
        String error = storable(command.error(), MAX_ERROR);
        boolean last = attempts >= draft.terms.attempts();
        Instant nextAt = last ? null : later(draft, draft.terms.backoff().after(attempts));
        draft.status = last ? PostStatus.FAILED : PostStatus.SCHEDULED;
        draft.happened(new PublishingEvent.AttemptFailed(attempts, error, nextAt));
        return draft.outcome(Transitions.Trigger.FAILURE);
    }

    static Outcome handBack(Draft draft, PostCommand.HandBack command) {
        needFence(draft, command.fence(), Transitions.Trigger.FAILURE);
        draft.status = PostStatus.SCHEDULED;
        draft.happened(new PublishingEvent.HandedBack(command.fence()));
        return draft.outcome(Transitions.Trigger.FAILURE);
    }

    static Outcome unconfirmed(Draft draft) {
        draft.status = PostStatus.UNCONFIRMED;
        draft.happened(new PublishingEvent.Unconfirmed(draft.publication.attempts()));
        return draft.outcome(Transitions.Trigger.TIME);
    }

    static Outcome confirm(Draft draft, PostCommand.Confirm command) {
        draft.need(Permission.POST_RELEASE);
        draft.need(Transitions.Trigger.CONFIRM, "only an unconfirmed publication can be confirmed");
        draft.status = command.published() ? PostStatus.PUBLISHED : PostStatus.FAILED;
        draft.happened(new PublishingEvent.Confirmed(command.published(), command.reference()));
        return draft.outcome(Transitions.Trigger.CONFIRM);
    }

    static Outcome retry(Draft draft) {
        draft.need(Permission.POST_RELEASE);
        draft.need(Transitions.Trigger.RETRY, "only a failed post can be retried");
        draft.happened(new PublishingEvent.Retried());
        Scheduling.schedule(draft);
        return draft.outcome(Transitions.Trigger.RETRY);
    }

    /** No finer than the record is. */
    private static Instant later(Draft draft, Duration time) {
        return draft.now().plus(time).truncatedTo(ChronoUnit.MICROS);
    }

    private static void needFence(Draft draft, long fence, Transitions.Trigger trigger) {
        draft.need(trigger, "the claim with fence %d ended meanwhile".formatted(fence));
        if (draft.fence != fence)
            throw new IllegalTransitionException(
                    draft.before, "it was claimed again meanwhile; fence %d is stale".formatted(fence));
    }

    /** What a publisher says is kept whatever it is: a receipt is not lost over half a surrogate pair. */
    private static String storable(String text, int most) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .limit(most)
                .map(point -> point == 0 || Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static Digest key(Post post) {
        Version version = post.version();
        return Digest.of(Canonical.bytes(List.of(
                post.workspace(),
                post.id(),
                version.number(),
                version.content().target().channel())));
    }
}
