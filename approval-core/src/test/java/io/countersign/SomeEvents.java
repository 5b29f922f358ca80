package io.countersign;

import io.countersign.approver.Approver;
import io.countersign.approver.ApproverEvent;
import io.countersign.approver.DelegationEvent;
import io.countersign.audit.ApprovalEvent;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.content.Anchor;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.identity.Assurance;
import io.countersign.identity.LinkId;
import io.countersign.identity.Person;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.link.LinkEvent;
import io.countersign.post.BreakGlassEvent;
import io.countersign.post.PostEvent;
import io.countersign.post.PublishingEvent;
import io.countersign.post.Release;
import io.countersign.publish.Clearance;
import io.countersign.retention.RetentionEvent;
import io.countersign.retention.RetentionPeriod;
import io.countersign.retention.Stub;
import io.countersign.review.Suggestion;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.routing.Classification;
import io.countersign.routing.Label;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.PolicyEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One event of each kind, with everything in it that it can have. */
final class SomeEvents {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Digest TEXT = Digest.of("a text");
    private static final Digest PLAN = Digest.of("a plan");
    private static final Digest CONTENT = Digest.of("a content");
    private static final ApproverId NORA = new ApproverId("nora");
    private static final List<ReviewerRef> REVIEWERS = Stream.of("approver:nora", "user:lena", "group:legal")
            .map(ReviewerRef::parse)
            .toList();
    private static final String REASON = "A sentence for people.";

    private SomeEvents() {}

    static List<ApprovalEvent> ofEachKind() {
        return Stream.of(
                        authoring(),
                        reviewing(),
                        scheduling(),
                        publishing(),
                        glass(),
                        links(),
                        people(),
                        policies(),
                        retention())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ApprovalEvent> authoring() {
        return List.of(
                new PostEvent.Created(NOON, BERLIN, Release.AUTOMATIC, "bundle-1", true, REVIEWERS, true),
                new PostEvent.Edited(false, 2),
                new PostEvent.Saved(Release.MANUAL, null, false, REVIEWERS),
                new PostEvent.Commented(
                        "comment-1", 2, Visibility.EVERYONE, TEXT, new Anchor.Region(0, 1000, 2000, 3000, 4000)),
                new PostEvent.Withdrawn(3),
                new PostEvent.Refused("DECIDE", "stale-version", REASON, 2, Verdict.APPROVE));
    }

    private static List<ApprovalEvent> reviewing() {
        Classification.Answer answer = new Classification.Answer(
                Classification.Ending.ANSWERED, "model", "1.0", List.of(Label.of("medical-claim", 0.7)), null);
        Classification.Answer shadow =
                new Classification.Answer(Classification.Ending.FAILED, "other", "2.0", List.of(), "no answer");
        return List.of(
                new PostEvent.Submitted(
                        1,
                        PLAN,
                        4,
                        true,
                        List.of("legal", "boss"),
                        List.of("legal"),
                        Map.of("legal", 2),
                        List.of("boss"),
                        TEXT,
                        new Classification(answer, shadow)),
                new PostEvent.Decided(
                        "decision-1",
                        new Actor.Name(Actor.Kind.APPROVER, NORA.value()),
                        Person.user("nora"),
                        new LinkId("link-1"),
                        1,
                        "legal",
                        REVIEWERS,
                        Verdict.REQUEST_CHANGES,
                        Assurance.LINK,
                        TEXT,
                        Visibility.EVERYONE,
                        NOON,
                        BERLIN,
                        List.of("boss"),
                        Map.of("boss", 1),
                        List.of("legal"),
                        false,
                        NOON.minusSeconds(60),
                        Person.user("lena"),
                        new Suggestion(CONTENT, Digest.of("exactly"), TEXT),
                        1),
                new PostEvent.Approved(new Clearance.Approved(CONTENT, 1)),
                new PostEvent.StageOverdue(1, "legal", OnOverdue.ESCALATE, NOON),
                new PostEvent.StageReminded(1, "legal", Duration.ofHours(24)),
                new PostEvent.StageBlocked(1, "legal", REASON),
                new PostEvent.StageUnblocked(1, "legal"));
    }

    private static List<ApprovalEvent> scheduling() {
        return List.of(
                new PostEvent.Scheduled(NOON, true),
                new PostEvent.Released(),
                new PostEvent.Rescheduled(NOON, NOON.plusSeconds(1), BERLIN, ZoneId.of("UTC"), 1),
                new PostEvent.Held(TEXT, Person.user("lena")),
                new PostEvent.Unheld(),
                new PostEvent.ScheduleMissed(NOON),
                new PostEvent.Recalled(TEXT, 1));
    }

    private static List<ApprovalEvent> publishing() {
        return List.of(
                new PublishingEvent.Claimed(1, 7, Digest.of("key"), NOON, true),
                new PublishingEvent.HandedBack(7),
                new PublishingEvent.Published("https://channel.example/1", 1),
                new PublishingEvent.AttemptFailed(1, "the channel is down", NOON),
                new PublishingEvent.Unconfirmed(1),
                new PublishingEvent.Confirmed(true, "https://channel.example/1"),
                new PublishingEvent.Retried());
    }

    private static List<ApprovalEvent> glass() {
        return List.of(
                new BreakGlassEvent.Asked(TEXT, Person.user("rita")),
                new BreakGlassEvent.Consented(
                        new Clearance.BreakGlass(CONTENT, 4),
                        Person.user("vera"),
                        new Actor.Name(Actor.Kind.USER, "rita"),
                        NOON,
                        1),
                new BreakGlassEvent.ReviewClosed(TEXT, true));
    }

    private static List<ApprovalEvent> retention() {
        RetentionPeriod sixYears = RetentionPeriod.parse("P6Y");
        return List.of(
                new RetentionEvent.Changed(null, sixYears),
                new RetentionEvent.Held("hold-1", TEXT),
                new RetentionEvent.Lifted("hold-1", TEXT),
                new RetentionEvent.Purged(
                        sixYears, NOON, 7, List.of(new Stub(StreamId.of(new PostId("post-1")), 7, CONTENT))),
                new RetentionEvent.Refused("hold", "not-permitted", REASON));
    }

    private static List<ApprovalEvent> links() {
        return List.of(
                new LinkEvent.Created(NORA, NOON, List.of(new PostId("post-1")), true),
                new LinkEvent.Extended(NOON, NOON.plusSeconds(1)),
                new LinkEvent.Revoked(),
                new LinkEvent.Regenerated(2, NOON),
                new LinkEvent.Expiring(NOON, 7),
                new LinkEvent.RenewalRequested(),
                new LinkEvent.RenewalDismissed(),
                new LinkEvent.Unlocked(2),
                new LinkEvent.Resealed(true, false),
                new LinkEvent.WrongPassword(10),
                new LinkEvent.WrongSecret(1),
                new LinkEvent.Throttled(100),
                new LinkEvent.Viewed("0123456789abcdef"),
                new LinkEvent.Locked("0123456789abcdef"),
                new LinkEvent.Refused("extend", "link-revoked", REASON));
    }

    private static List<ApprovalEvent> people() {
        TreeSet<String> groups = new TreeSet<>(List.of("legal", "board"));
        Person lena = Person.user("lena");
        Person nora = Person.approver(NORA);
        return List.of(
                new ApproverEvent.Registered(Approver.Kind.USER, "lena", TEXT, Digest.of("address"), groups),
                new ApproverEvent.Updated(Approver.Kind.EXTERNAL, null, TEXT, null, groups),
                new ApproverEvent.Deleted(),
                new ApproverEvent.Erased(),
                new ApproverEvent.Refused("delete", "not-permitted", REASON),
                new DelegationEvent.Delegated("delegation-1", lena, nora, NOON, NOON.plusSeconds(60)),
                new DelegationEvent.Ended("delegation-1", lena, nora),
                new DelegationEvent.Refused("give", "invalid-input", REASON));
    }

    private static List<ApprovalEvent> policies() {
        return List.of(
                new PolicyEvent.Changed(4, Digest.of("a policy")),
                new PolicyEvent.Refused("put", "not-permitted", REASON));
    }
}
