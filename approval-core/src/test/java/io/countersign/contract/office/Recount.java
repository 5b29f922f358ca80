package io.countersign.contract.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Trail;
import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.Assurance;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.review.Plan;
import io.countersign.review.Round;
import io.countersign.review.StageProgress;
import io.countersign.review.StageStatus;
import io.countersign.review.Verdict;
import io.countersign.review.Vote;
import io.countersign.routing.OnOverdue;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A post's rounds told again from its record, entry by entry, with the people as they are at each step: every decision is
 * held to the rules as they are written, and the post is held to what they come to. It calls none of the rules' code.
 */
final class Recount {
    private final Office office;
    private final Census census;
    private final PostId id;
    private final Map<Integer, String> writers = new HashMap<>();
    private final Set<Digest> cleared = new HashSet<>();
    private List<CountedStage> stages = List.of();

    /** Digests of suggested contents, by stage and person, in this round and in the one before. */
    private Map<String, String> suggested = new HashMap<>();

    private Map<String, String> suggestedBefore = new HashMap<>();
    private @Nullable Plan plan;
    private boolean open;
    private boolean awaitsApproval;
    private long seen;

    /** The last version that reached APPROVED, and what that was when the round opened. */
    private int reached;

    private int reachedBefore;

    Recount(Office office, Census census, PostId id) {
        this.office = office;
        this.census = census;
        this.id = id;
    }

    /** Whether a round, or a policy that asks for none, cleared this content. */
    boolean hasCleared(Digest digest) {
        return cleared.contains(digest);
    }

    /** Reads what happened since the last time, and holds the post to it; whether there was anything. */
    boolean update(Post post) {
        if (post.revision() == seen) return false;
        List<AuditEntry> entries = unseen(post);
        for (int i = 0; i < entries.size(); i++) {
            AuditEntry entry = entries.get(i);
            if (entry.action().equals("post.submitted")) {
                submitted(entry, Objects.requireNonNull(post.plan()));
                while (i + 1 < entries.size() && detail(entries.get(i + 1), "carriedFrom") != null)
                    carried(entries.get(++i));
                everybodyWasCarried();
                advance(entry);
                continue;
            }
            if (!entry.action().equals("post.decided")) {
                tell(entry);
                continue;
            }
            List<AuditEntry> ballot = new ArrayList<>(List.of(entry));
            while (i + 1 < entries.size() && isSameBallot(entry, entries.get(i + 1))) ballot.add(entries.get(++i));
            decide(ballot);
        }
        seen = post.revision();
        compare(post);
        return true;
    }

    private static boolean isSameBallot(AuditEntry one, AuditEntry other) {
        return other.action().equals("post.decided")
                && Objects.equals(detail(one, "decision"), detail(other, "decision"));
    }

    private List<AuditEntry> unseen(Post post) {
        List<AuditEntry> entries = new ArrayList<>(office.store
                .entries(
                        Office.ACME,
                        new TrailFilter(id, null, null, null, null, null),
                        new PageRequest(PageRequest.MAX, null))
                .items());
        entries.removeIf(entry -> entry.seq() <= seen || !entry.stream().equals(post.stream()));
        java.util.Collections.reverse(entries);
        return entries;
    }

    private static @Nullable Object detail(AuditEntry entry, String name) {
        return Trail.details(entry.bytes()).get(name);
    }

    private void tell(AuditEntry entry) {
        switch (entry.action()) {
            case "post.created" -> writers.put(1, entry.actor().id());
            case "post.edited" -> {
                writers.put(
                        Objects.requireNonNull(entry.subject().version()),
                        entry.actor().id());
                end("superseded");
            }
            case "post.withdrawn", "post.recalled", "post.break-glass-consented" -> end("ended by a person");
            case "post.rescheduled" -> {
                if (detail(entry, "supersededRound") != null) {
                    assertThat(Objects.requireNonNull(plan).rescheduleNeedsApproval())
                            .isTrue();
                    end("superseded by a move");
                }
            }
            case "post.stage-overdue" -> overdue(entry);
            case "post.approved" -> approved(entry);
            default -> {}
        }
    }

    private void submitted(AuditEntry entry, Plan opened) {
        assertThat(open).as("a round is open already").isFalse();
        assertThat(detail(entry, "round")).isEqualTo(opened.round());
        plan = opened;
        suggestedBefore = suggested;
        suggested = new HashMap<>();
        stages = opened.stages().stream()
                .map(stage -> new CountedStage(stage.rule()))
                .toList();
        reachedBefore = reached;
        open = true;
        awaitsApproval = false;
    }

    /** A reviewer suggested exactly this in the round before, and is not asked again. */
    private void carried(AuditEntry entry) {
        CountedStage stage = stage(Objects.requireNonNull(entry.subject().stage()));
        String person = person(by(entry));
        Plan asked = Objects.requireNonNull(plan);
        assertThat(suggestedBefore.get(stage.rule.name() + " " + person))
                .as("suggested by them: %s", entry)
                .isEqualTo(asked.digest().hex());
        assertThat(mayCarry(stage, person)).as("may approve still: %s", entry).isTrue();
        stage.words.put(
                person,
                new CountedStage.Word(
                        Verdict.APPROVE,
                        stage.answers(office, person, Set.copyOf(office.placesOf(person, Set.of()))),
                        false));
        census.turn("carried");
    }

    private boolean mayCarry(CountedStage stage, String person) {
        return ownRight(stage, person)
                && !barred().contains(person)
                && (stage.rule.minAssurance() == Assurance.LINK || person.startsWith("user:"));
    }

    private void everybodyWasCarried() {
        Plan asked = Objects.requireNonNull(plan);
        if (asked.distinctReviewers()) return;
        for (CountedStage stage : stages)
            for (Map.Entry<String, String> one : suggestedBefore.entrySet()) {
                String person = one.getKey().substring(one.getKey().lastIndexOf(' ') + 1);
                if (one.getKey().equals(stage.rule.name() + " " + person)
                        && one.getValue().equals(asked.digest().hex())
                        && mayCarry(stage, person))
                    assertThat(stage.words).as("what they suggested").containsKey(person);
            }
    }

    /** Opens the lowest order that waits, once none is open; what opens with all its approvals is cleared. */
    private void advance(AuditEntry entry) {
        while (open && stages.stream().noneMatch(CountedStage::isOpen)) openNext(entry);
    }

    private void openNext(AuditEntry entry) {
        int next = stages.stream()
                .filter(stage -> stage.status == StageStatus.WAITING)
                .mapToInt(stage -> stage.rule.order())
                .min()
                .orElse(Integer.MAX_VALUE);
        open = next < Integer.MAX_VALUE;
        awaitsApproval = !open;
        for (CountedStage stage : stages) {
            if (stage.rule.order() != next) continue;
            stage.open(office, entry.at());
            if (stage.isSatisfied()) clear(stage);
        }
    }

    private void clear(CountedStage stage) {
        stage.status = StageStatus.APPROVED;
        Census.count(census.quorums, stage.kindOfQuorum());
    }

    private void end(String how) {
        if (open) census.turn(how);
        open = false;
        awaitsApproval = false;
        stages.stream()
                .filter(stage -> stage.isOpen() || stage.status == StageStatus.WAITING)
                .forEach(stage -> stage.status = StageStatus.SKIPPED);
    }

    private void decide(List<AuditEntry> ballot) {
        StageStatus refusal = null;
        for (AuditEntry entry : ballot) {
            CountedStage stage = stage(Objects.requireNonNull(entry.subject().stage()));
            Verdict verdict =
                    Verdict.valueOf(Objects.requireNonNull(entry.subject().verdict()));
            allowed(entry, stage, verdict);
            String person = person(by(entry));
            boolean late = !stage.isOpen();
            assertThat(detail(entry, "late")).as("late: %s", entry).isEqualTo(late);
            Set<ReviewerRef> answered = stage.answers(office, person, verdict == Verdict.APPROVE ? barred() : Set.of());
            stage.words.remove(person);
            stage.words.put(person, new CountedStage.Word(verdict, answered, late));
            if (detail(entry, "suggestion") instanceof Map<?, ?> suggestion)
                suggested.put(stage.rule.name() + " " + person, String.valueOf(suggestion.get("content")));
            Census.count(census.verdicts, verdict);
            if (late) census.turn("late");
            if (detail(entry, "inPlaceOf") instanceof String place) {
                assertThat(office.placesOf(person, Set.of()))
                        .as("by delegation: %s", entry)
                        .contains(place);
                census.turn("delegated");
            } else
                assertThat(ownRight(stage, person))
                        .as("in their own right: %s", entry)
                        .isTrue();
            if (verdict == Verdict.REJECT) refusal = StageStatus.REJECTED;
            if (verdict == Verdict.REQUEST_CHANGES) refusal = StageStatus.CHANGES_REQUESTED;
        }
        StageStatus ended = refusal;
        for (AuditEntry entry : ballot) {
            CountedStage stage = stage(Objects.requireNonNull(entry.subject().stage()));
            if (ended != null) stage.status = ended;
            else if (stage.isOpen() && stage.isSatisfied()) clear(stage);
        }
        if (ended != null) end("refused");
        else advance(ballot.get(ballot.size() - 1));
    }

    private boolean ownRight(CountedStage stage, String person) {
        return stage.asks(office, person, Set.copyOf(office.placesOf(person, Set.of())));
    }

    /** Every rule about who may say what, as it is written. */
    private void allowed(AuditEntry entry, CountedStage stage, Verdict verdict) {
        String person = person(by(entry));
        assertThat(by(entry)).as("their own decision").isEqualTo(entry.actor());
        Plan asked = Objects.requireNonNull(plan);
        assertThat(entry.subject().version()).as("of the version in review").isEqualTo(asked.version());
        Set<String> barred = verdict == Verdict.APPROVE ? barred() : Set.of();
        assertThat(stage.asks(office, person, barred))
                .as("%s is asked: %s", person, entry)
                .isTrue();
        assertThat(stage.hasFrom(person, verdict))
                .as("said so already: %s", entry)
                .isFalse();
        boolean cleared = stage.status == StageStatus.APPROVED && (open || reached == asked.version());
        assertThat(open && stage.isOpen() || cleared && verdict == Verdict.APPROVE)
                .as("the stage takes it: %s", entry)
                .isTrue();
        if (stage.rule.minAssurance() == Assurance.ACCOUNT)
            assertThat(entry.actor().kind()).isEqualTo(Actor.Kind.USER);
        assertThat(barred).as("four eyes: %s", entry).doesNotContain(person);
        // Who fills one stage may refuse in another: a refusal fills none.
        if (asked.distinctReviewers() && stage.isOpen() && verdict == Verdict.APPROVE)
            assertThat(stages.stream()
                            .filter(other -> other != stage)
                            .anyMatch(other -> other.words.containsKey(person)))
                    .as("one stage a person: %s", entry)
                    .isFalse();
    }

    /** Under four eyes, who wrote a version later than the last one that reached APPROVED before this round. */
    private Set<String> barred() {
        if (!Objects.requireNonNull(plan).fourEyes()) return Set.of();
        return writers.entrySet().stream()
                .filter(one -> one.getKey() > reachedBefore)
                .map(one -> "user:" + one.getValue())
                .collect(Collectors.toSet());
    }

    private void overdue(AuditEntry entry) {
        CountedStage stage = stage((String) Objects.requireNonNull(detail(entry, "stage")));
        Duration deadline = Objects.requireNonNull(stage.rule.deadline());
        assertThat(open && stage.isOpen()).as("open when overdue").isTrue();
        assertThat(entry.at())
                .isAfterOrEqualTo(Objects.requireNonNull(stage.openedAt)
                        .plus(deadline)
                        .truncatedTo(java.time.temporal.ChronoUnit.MICROS));
        OnOverdue consequence = stage.rule.onOverdue();
        census.turn(consequence.name());
        if (consequence == OnOverdue.ESCALATE) stage.escalated = true;
        if (consequence == OnOverdue.RETURN) {
            stage.status = StageStatus.CHANGES_REQUESTED;
            end("returned");
        }
    }

    private void approved(AuditEntry entry) {
        Plan asked = Objects.requireNonNull(plan);
        assertThat(awaitsApproval).as("every stage said yes: %s", entry).isTrue();
        assertThat(entry.subject().digest()).isEqualTo(asked.digest());
        awaitsApproval = false;
        reached = asked.version();
        cleared.add(asked.digest());
    }

    private void compare(Post post) {
        assertThat(awaitsApproval)
                .as("every stage said yes, and it is not approved")
                .isFalse();
        Round round = post.round().orElse(null);
        if (round == null) return;
        assertThat(round.isOpen()).as("the round is open").isEqualTo(open);
        assertThat(round.progress().stages())
                .as("stages of %s", plan)
                .extracting(StageProgress::status)
                .isEqualTo(stages.stream().map(stage -> stage.status).toList());
        for (int i = 0; i < stages.size(); i++)
            assertThat(words(round.stage(i))).as("words in stage %d", i).isEqualTo(words(stages.get(i)));
    }

    private static Map<String, String> words(StageProgress stage) {
        return stage.votes().stream()
                .collect(Collectors.toMap(
                        vote -> vote.person().ref(), (Vote vote) -> vote.verdict() + (vote.late() ? " late" : "")));
    }

    private static Map<String, String> words(CountedStage stage) {
        return stage.words.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        word -> word.getValue().verdict() + (word.getValue().late() ? " late" : "")));
    }

    /** Whether a decision on the current version must count now, because an open stage asks this person for it. */
    boolean mustCount(Actor actor, Verdict verdict) {
        String person = person(actor.name());
        Plan asked = plan;
        if (!open || asked == null) return false;
        if (actor instanceof Actor.User && !actor.may(Permission.REVIEW)) return false;
        Set<String> barred = verdict == Verdict.APPROVE ? barred() : Set.of();
        if (barred.contains(person)) return false;
        List<CountedStage> mine = stages.stream()
                .filter(CountedStage::isOpen)
                .filter(stage -> stage.asks(office, person, barred))
                .filter(stage -> stage.rule.minAssurance() == Assurance.LINK || actor.assurance() == Assurance.ACCOUNT)
                .toList();
        if (asked.distinctReviewers()
                && verdict == Verdict.APPROVE
                && stages.stream().anyMatch(stage -> stage.words.containsKey(person)))
            mine = mine.stream()
                    .filter(stage -> stage.words.containsKey(person))
                    .toList();
        return mine.stream().anyMatch(stage -> !stage.hasFrom(person, verdict));
    }

    /** Whose decision it is. */
    private static Actor.Name by(AuditEntry entry) {
        Map<?, ?> by = (Map<?, ?>) Objects.requireNonNull(detail(entry, "by"));
        return new Actor.Name(Actor.Kind.valueOf((String) by.get("kind")), (String) by.get("id"));
    }

    private CountedStage stage(String name) {
        return stages.stream()
                .filter(stage -> stage.rule.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no stage " + name));
    }

    private static String person(Actor.Name name) {
        return (name.kind() == Actor.Kind.USER ? "user:" : "approver:") + name.id();
    }
}
