package io.countersign.spring.record;

import io.countersign.identity.Actor;
import io.countersign.identity.Assurance;
import io.countersign.record.Attempt;
import io.countersign.record.DecisionRecord;
import io.countersign.record.Line;
import io.countersign.record.Listed;
import io.countersign.record.Party;
import io.countersign.record.PostRecord;
import io.countersign.record.Refusal;
import io.countersign.record.RoundRecord;
import io.countersign.record.ScheduleStep;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.Quorum;
import io.countersign.routing.RequestedStage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plain English for what stands in a record as codes. */
public final class RecordWords {
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("d MMM, HH:mm:ss zzz", Locale.ENGLISH);

    private static final Map<String, String> CHANNELS = Map.ofEntries(
            Map.entry("LINKEDIN", "LinkedIn"),
            Map.entry("FACEBOOK", "Facebook"),
            Map.entry("INSTAGRAM", "Instagram"),
            Map.entry("TIKTOK", "TikTok"),
            Map.entry("YOUTUBE", "YouTube"),
            Map.entry("PINTEREST", "Pinterest"),
            Map.entry("THREADS", "Threads"),
            Map.entry("BLUESKY", "Bluesky"),
            Map.entry("MASTODON", "Mastodon"),
            Map.entry("GOOGLE_BUSINESS", "Google Business Profile"));

    private final PostRecord record;
    private final ZoneId zone;

    RecordWords(PostRecord record) {
        this.record = record;
        zone = record.facts().zone();
    }

    /** What versions hold, in words. */
    public ContentWords contents() {
        return new ContentWords(record);
    }

    /** What a lawyer wants to know first, in sentences. */
    public List<String> summary() {
        return new Summary(record, this).sentences();
    }

    public String utc(Instant at) {
        return DAY_AND_TIME.format(at.atOffset(ZoneOffset.UTC)) + " UTC";
    }

    /** The same in the zone that the post is thought of in; null where that is UTC. */
    public @Nullable String local(Instant at) {
        return zone.getRules().equals(ZoneOffset.UTC.getRules()) ? null : LOCAL.format(at.atZone(zone));
    }

    public String zone() {
        return zone.getId();
    }

    public String name(Party party) {
        if (party.kind() == Actor.Kind.SYSTEM) return "The system";
        return Objects.requireNonNullElse(party.name(), party.id());
    }

    /** The unique identifier that stands in the record, with what it is of. */
    public String identifier(Party party) {
        return switch (party.kind()) {
            case USER -> "user " + party.id();
            case APPROVER -> "approver " + party.id();
            case SYSTEM -> "automatic";
        };
    }

    /** As people know the channel. */
    public String channel() {
        String code = record.facts().target().channel().name();
        return CHANNELS.getOrDefault(code, code);
    }

    /** In which part somebody was asked. */
    public String stage(String name) {
        return name.equals(RequestedStage.NAME) ? "reviewer asked for by the author" : "reviewer in the stage " + name;
    }

    /** A stage's name, or what stands for it where the author asked for people. */
    public String title(String stage) {
        return stage.equals(RequestedStage.NAME) ? "asked for by the author" : stage;
    }

    public String listed(List<Listed> all) {
        return all.isEmpty() ? "nobody" : all.stream().map(RecordWords::listed).collect(Collectors.joining(", "));
    }

    private static String listed(Listed one) {
        String ref = one.ref().toString();
        if (ref.startsWith("group:")) return "the group " + one.name();
        return one.name() == null ? ref.substring(ref.indexOf(':') + 1) : one.name();
    }

    /** How sure it is that it was the named person. */
    public String assurance(Assurance assurance) {
        return switch (assurance) {
            case ACCOUNT -> "signed in with their account";
            case LINK -> "by a personal link and its password";
        };
    }

    public String status() {
        return switch (record.facts().status()) {
            case DRAFT -> "Draft";
            case IN_REVIEW -> "In review";
            case CHANGES_REQUESTED -> "Changes were requested";
            case REJECTED -> "Rejected";
            case APPROVED -> "Approved, waiting to be released";
            case SCHEDULED -> "Approved and scheduled";
            case PUBLISHING -> "Being published";
            case PUBLISHED -> "Published";
            case FAILED -> "Approved; publishing failed";
            case UNCONFIRMED -> "Nobody knows whether it was published; a person must look";
            case WITHDRAWN -> "Withdrawn: it will never go out";
        };
    }

    public String verdict(Verdict verdict) {
        return switch (verdict) {
            case APPROVE -> "Approved";
            case REQUEST_CHANGES -> "Requested changes";
            case REJECT -> "Rejected";
        };
    }

    /** What became of a decision; null where it simply counted. */
    public @Nullable String weight(DecisionRecord.Weight weight) {
        return switch (weight) {
            case COUNTED -> null;
            case LATE -> "Came after the stage was cleared: it counts for nothing.";
            case REPLACED -> "Replaced by a later decision of the same person.";
            case SUPERSEDED -> "Counts no more.";
        };
    }

    public String ending(RoundRecord round) {
        if (round.ending() == null) return "It is still open.";
        return switch (round.ending()) {
            case APPROVED ->
                round.stages().isEmpty() ? "No stage was routed: approved as no review was asked for" : "Approved";
            case REFUSED -> "Refused by a reviewer";
            case RETURNED -> "Returned to the author, as a stage was overdue";
            case SUPERSEDED ->
                "Ended without a result, as the post was changed, moved or withdrawn meanwhile, or let out without its reviewers";
        };
    }

    public String state(RoundRecord.State state) {
        return switch (state) {
            case NOT_OPENED -> "Never reached";
            case OPEN -> "Open";
            case CLEARED -> "Cleared";
            case CHANGES_REQUESTED -> "Changes requested";
            case REJECTED -> "Rejected";
            case ENDED -> "Ended with the round, undecided";
        };
    }

    public String quorum(Quorum quorum) {
        if (quorum instanceof Quorum.AtLeast least) return "any %d of them must approve".formatted(least.persons());
        if (quorum instanceof Quorum.Share share) return "%d %% of them must approve".formatted(share.percent());
        return quorum instanceof Quorum.All ? "all of them must approve" : "any one of them may approve";
    }

    public String deadline(RoundRecord.Stage stage, Duration deadline) {
        String then = stage.onOverdue() == OnOverdue.ESCALATE
                ? "then also " + listed(stage.escalateTo())
                : stage.onOverdue() == OnOverdue.RETURN ? "then back to the author" : "then reminded";
        return "within %s, %s".formatted(span(deadline), then);
    }

    private static String span(Duration span) {
        List<String> parts = new ArrayList<>();
        if (span.toDays() > 0) parts.add(span.toDays() + " d");
        if (span.toHoursPart() > 0) parts.add(span.toHoursPart() + " h");
        if (span.toMinutesPart() > 0) parts.add(span.toMinutesPart() + " min");
        return parts.isEmpty() ? span.toString() : String.join(" ", parts);
    }

    public String audience(Visibility visibility) {
        return visibility == Visibility.INTERNAL ? "for the organisation only" : "for everyone";
    }

    public String result(Attempt.Result result) {
        return switch (result) {
            case RUNNING -> "Under way";
            case PUBLISHED -> "Published";
            case FAILED -> "Failed";
            case UNCONFIRMED -> "Nobody knows whether the provider took it";
            case HANDED_BACK -> "Given back before the provider was called";
            case LOST -> "Not reported in time; another attempt took over";
        };
    }

    public String step(ScheduleStep step) {
        return switch (step.kind()) {
            case FIRST -> step.to() == null ? "Created without a time" : "Created with this time";
            case MOVED -> step.to() == null ? "Time taken away" : "Moved to this time";
            case SET_OUT -> "Set to go out at this time";
            case RELEASED -> "Released by a person";
            case MISSED -> "This time passed before it could go out";
        };
    }

    /** What was wanted and why it was refused, as its entry says it. */
    public String refusal(Refusal refusal) {
        return record.chronology().stream()
                .filter(line -> line.seq() == refusal.seq() && line.stream().equals(record.proof().stream()))
                .map(Line::words)
                .findFirst()
                .orElse(refusal.code());
    }

    /** How a hold ended. */
    public String ended(String action) {
        return switch (action) {
            case "post.unheld" -> "let go again";
            case "post.edited" -> "ended by a new version";
            case "post.recalled" -> "ended by a recall";
            case "post.withdrawn" -> "ended as the post was withdrawn";
            case "post.rescheduled" -> "ended by a move that needs new approval";
            default -> "ended as it was found published";
        };
    }
}
