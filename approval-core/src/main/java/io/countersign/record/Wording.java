package io.countersign.record;

import io.countersign.audit.ApprovalEvent;
import io.countersign.canonical.Digest;
import io.countersign.post.BreakGlassEvent;
import io.countersign.post.PostEvent;
import io.countersign.post.PublishingEvent;
import io.countersign.publish.Clearance;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Entries in plain English, as sentences of which the actor is the subject: "Submitted version 2 for review." */
final class Wording {
    private final Story story;
    private final Map<String, Function<Entry, Optional<String>>> words;

    Wording(Story story) {
        this.story = story;
        words = Map.ofEntries(
                word("post.created", PostEvent.Created.class, this::created),
                word("post.edited", PostEvent.Edited.class, this::edited),
                plain("post.saved", "Changed settings of the post that are not its content."),
                word("post.submitted", PostEvent.Submitted.class, this::submitted),
                word("post.decided", PostEvent.Decided.class, this::decided),
                word("post.approved", PostEvent.Approved.class, this::approved),
                word("post.scheduled", PostEvent.Scheduled.class, this::scheduled),
                plain("post.released", "Released the post to be published."),
                word("post.rescheduled", PostEvent.Rescheduled.class, this::rescheduled),
                word(
                        "post.held",
                        PostEvent.Held.class,
                        (e, held) -> "Held the post back%s".formatted(because(held.reason()))),
                plain("post.unheld", "Let the held post go again."),
                word("post.stage-overdue", PostEvent.StageOverdue.class, this::overdue),
                word("post.stage-reminded", PostEvent.StageReminded.class, this::reminded),
                word("post.stage-blocked", PostEvent.StageBlocked.class, this::blocked),
                word("post.stage-unblocked", PostEvent.StageUnblocked.class, this::unblocked),
                word("post.schedule-missed", PostEvent.ScheduleMissed.class, this::missed),
                word("post.claimed", PublishingEvent.Claimed.class, this::claimed),
                plain("post.handed-back", "Gave the post back before the provider was called."),
                word("post.published", PublishingEvent.Published.class, this::published),
                word("post.attempt-failed", PublishingEvent.AttemptFailed.class, this::failed),
                plain("post.unconfirmed", "Could not learn whether the provider took the post; a person must look."),
                word("post.confirmed", PublishingEvent.Confirmed.class, this::confirmed),
                plain("post.retried", "Had publishing tried again."),
                word("post.recalled", PostEvent.Recalled.class, this::recalled),
                word("post.commented", PostEvent.Commented.class, this::commented),
                word("post.withdrawn", PostEvent.Withdrawn.class, this::withdrawn),
                word("post.refused", PostEvent.Refused.class, (e, refused) -> Refusing.words(refused)),
                word("post.break-glass-asked", BreakGlassEvent.Asked.class, this::asked),
                word("post.break-glass-consented", BreakGlassEvent.Consented.class, this::consented),
                word("post.owed-review-closed", BreakGlassEvent.ReviewClosed.class, this::reviewed));
    }

    /** What was done; of an entry that cannot be read, and of an action that is not known here, that this is so. */
    String of(Entry entry) {
        String action = entry.audit.action();
        Function<Entry, Optional<String>> form = words.get(action);
        if (form != null) return form.apply(entry).orElse("This entry cannot be read: its stored bytes are damaged.");
        return LinkWording.of(entry).orElse("Did '%s'.".formatted(action));
    }

    private static <T extends ApprovalEvent> Map.Entry<String, Function<Entry, Optional<String>>> word(
            String action, Class<T> type, BiFunction<Entry, T, String> form) {
        return Map.entry(action, entry -> entry.event(type).map(event -> form.apply(entry, event)));
    }

    private static Map.Entry<String, Function<Entry, Optional<String>>> plain(String action, String sentence) {
        return Map.entry(action, entry -> Optional.of(sentence));
    }

    private String created(Entry entry, PostEvent.Created event) {
        return event.scheduledAt() == null
                ? "Created the post, as version 1."
                : "Created the post, as version 1, to go out on %s.".formatted(Spans.at(event.scheduledAt()));
    }

    private String edited(Entry entry, PostEvent.Edited event) {
        return "Changed the content: %s%s%s"
                .formatted(
                        version(entry),
                        event.pinned() ? "." : ", whose media are not all known by their bytes.",
                        superseded(event.supersededRound()));
    }

    private String submitted(Entry entry, PostEvent.Submitted event) {
        String by = event.policy() == 0 ? "without a stored policy" : "under policy version " + event.policy();
        return "Submitted %s for review: round %d, %s, stages %s."
                .formatted(
                        version(entry),
                        event.round(),
                        by,
                        event.stages().isEmpty() ? "none" : String.join(", ", event.stages()));
    }

    private String decided(Entry entry, PostEvent.Decided event) {
        if (event.carriedFrom() != null)
            return "Submitted what %s had suggested in round %d, which counts as their approval in the stage '%s'."
                    .formatted(name(story.party(event.by())), event.carriedFrom(), event.stage());
        return "%s %s in the stage '%s'%s%s"
                .formatted(
                        verdict(event.verdict()),
                        version(entry),
                        event.stage(),
                        event.inPlaceOf() == null
                                ? ""
                                : " in place of "
                                        + name(story.party(event.inPlaceOf().name())),
                        event.late() ? "; the stage was cleared already, so it does not count." : ".");
    }

    private static String verdict(Verdict verdict) {
        return switch (verdict) {
            case APPROVE -> "Approved";
            case REQUEST_CHANGES -> "Requested changes to";
            case REJECT -> "Rejected";
        };
    }

    private String approved(Entry entry, PostEvent.Approved event) {
        if (event.clearance() instanceof Clearance.Approved approved)
            return "With this, every stage of round %d had approved %s, which may be published."
                    .formatted(approved.round(), version(entry));
        return "The policy asks for no review of %s, which may be published.".formatted(version(entry));
    }

    private String scheduled(Entry entry, PostEvent.Scheduled event) {
        return event.forNow()
                ? "The post was set to go out as soon as possible."
                : "The post was set to go out on %s.".formatted(Spans.at(event.dueAt()));
    }

    private String rescheduled(Entry entry, PostEvent.Rescheduled event) {
        String to = event.to() == null ? "no time" : Spans.at(event.to());
        String from = event.from() == null ? "no time" : Spans.at(event.from());
        return "Moved the post from %s to %s.%s".formatted(from, to, superseded(event.supersededRound()));
    }

    private String overdue(Entry entry, PostEvent.StageOverdue event) {
        return "The deadline of the stage '%s' passed%s"
                .formatted(
                        event.stage(),
                        switch (event.consequence()) {
                            case REMIND -> "; its reviewers were reminded.";
                            case ESCALATE -> "; those it escalates to may answer as well.";
                            case RETURN -> ", and the post went back to its author.";
                        });
    }

    private String reminded(Entry entry, PostEvent.StageReminded event) {
        return "The reviewers of the stage '%s' were reminded, %s before the post was to go out."
                .formatted(event.stage(), Spans.of(event.before()));
    }

    private String blocked(Entry entry, PostEvent.StageBlocked event) {
        return "Nobody could clear the stage '%s' any more: %s".formatted(event.stage(), event.reason());
    }

    private String unblocked(Entry entry, PostEvent.StageUnblocked event) {
        return "The stage '%s' could be cleared again.".formatted(event.stage());
    }

    private String missed(Entry entry, PostEvent.ScheduleMissed event) {
        return "The time of the post, %s, passed before it could go out.".formatted(Spans.at(event.scheduledAt()));
    }

    private String claimed(Entry entry, PublishingEvent.Claimed event) {
        return event.asking()
                ? "Attempt %d: asked the provider whether %s is out.".formatted(event.attempt(), version(entry))
                : "Attempt %d to publish %s.".formatted(event.attempt(), version(entry));
    }

    private String published(Entry entry, PublishingEvent.Published event) {
        return event.reference() == null
                ? "The provider published %s.".formatted(version(entry))
                : "The provider published %s, as %s.".formatted(version(entry), event.reference());
    }

    private String failed(Entry entry, PublishingEvent.AttemptFailed event) {
        return "Attempt %d failed: %s. %s"
                .formatted(
                        event.attempt(),
                        event.error(),
                        event.nextAt() == null
                                ? "It is not tried again by itself."
                                : "It is tried again from %s.".formatted(Spans.at(event.nextAt())));
    }

    private String confirmed(Entry entry, PublishingEvent.Confirmed event) {
        return event.published() ? "Looked, and found it published." : "Looked, and found it not published.";
    }

    private String recalled(Entry entry, PostEvent.Recalled event) {
        boolean out = "PUBLISHED".equals(entry.audit.subject().from());
        return "Recalled the post%s%s%s"
                .formatted(
                        out ? ", which was out already" : ", which became a draft again",
                        because(event.reason()),
                        superseded(event.supersededRound()));
    }

    private String commented(Entry entry, PostEvent.Commented event) {
        return "Commented on version %d, for %s."
                .formatted(
                        event.version(), event.visibility() == Visibility.INTERNAL ? "the host's users" : "everyone");
    }

    private String withdrawn(Entry entry, PostEvent.Withdrawn event) {
        return "Withdrew the post: it will never go out." + superseded(event.endedRound());
    }

    private String asked(Entry entry, BreakGlassEvent.Asked event) {
        return "Asked to publish %s without its reviewers (break glass)%s"
                .formatted(version(entry), because(event.reason()));
    }

    private String consented(Entry entry, BreakGlassEvent.Consented event) {
        return "Consented to publish %s without its reviewers, as %s had asked; a review is owed.%s"
                .formatted(version(entry), name(story.party(event.askedBy())), superseded(event.supersededRound()));
    }

    private String reviewed(Entry entry, BreakGlassEvent.ReviewClosed event) {
        return "Did the review that was owed%s"
                .formatted(
                        event.independent()
                                ? "."
                                : "; they were one of those who had let it out without its reviewers.");
    }

    private String because(Digest reason) {
        String text = story.said(reason).text();
        return text == null ? "; the reason was erased." : ": “%s”.".formatted(text);
    }

    private static String version(Entry entry) {
        Integer number = entry.audit.subject().version();
        return number == null ? "the post" : "version " + number;
    }

    private static String superseded(@Nullable Integer round) {
        return round == null ? "" : " Round %d stopped counting.".formatted(round);
    }

    private static String name(@Nullable Party party) {
        if (party == null) return "somebody";
        return party.name() == null ? party.id() : party.name();
    }
}
