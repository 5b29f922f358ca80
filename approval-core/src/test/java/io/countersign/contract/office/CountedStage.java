package io.countersign.contract.office;

import io.countersign.identity.Assurance;
import io.countersign.identity.ReviewerRef;
import io.countersign.review.StageStatus;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.routing.StageRule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stage as somebody would count it who has the rules on paper and the people before their eyes. */
final class CountedStage {
    /**
     * A person's word.
     *
     * @param answered listed entries that meant them when they gave it
     */
    record Word(Verdict verdict, Set<ReviewerRef> answered, boolean late) {}

    final StageRule rule;
    final Map<String, Word> words = new LinkedHashMap<>();
    StageStatus status = StageStatus.WAITING;
    boolean escalated;

    @Nullable
    Instant openedAt;

    private int eligible;

    CountedStage(StageRule rule) {
        this.rule = rule;
    }

    boolean isOpen() {
        return status == StageStatus.OPEN;
    }

    void open(Office office, Instant now) {
        status = StageStatus.OPEN;
        openedAt = now;
        Set<String> people = new LinkedHashSet<>();
        rule.reviewers().forEach(ref -> people.addAll(office.meaning(ref)));
        if (rule.minAssurance() == Assurance.ACCOUNT) people.removeIf(person -> person.startsWith("approver:"));
        eligible = people.size();
    }

    /** Whether they are asked, in their own right or in the place of somebody who is none of those barred. */
    boolean asks(Office office, String person, Set<String> barred) {
        return !answers(office, person, barred).isEmpty();
    }

    /** The listed entries that a person answers now. */
    Set<ReviewerRef> answers(Office office, String person, Set<String> barred) {
        Set<ReviewerRef> entries = answersOf(office, person);
        for (String place : office.placesOf(person, barred)) entries.addAll(answersOf(office, place));
        return entries;
    }

    /** In their own right. Whom an overdue stage escalates to answers what nobody answered. */
    private Set<ReviewerRef> answersOf(Office office, String person) {
        Set<ReviewerRef> entries = new LinkedHashSet<>();
        for (ReviewerRef ref : rule.reviewers()) if (office.meaning(ref).contains(person)) entries.add(ref);
        boolean deputy =
                rule.escalateTo().stream().anyMatch(ref -> office.meaning(ref).contains(person));
        if (escalated && deputy) entries.addAll(unanswered().isEmpty() ? rule.reviewers() : unanswered());
        return entries;
    }

    private Set<ReviewerRef> unanswered() {
        Set<ReviewerRef> unanswered = new LinkedHashSet<>(rule.reviewers());
        words.values().stream().filter(this::counts).forEach(word -> unanswered.removeAll(word.answered()));
        return unanswered;
    }

    boolean hasFrom(String person, Verdict verdict) {
        Word word = words.get(person);
        return word != null && word.verdict() == verdict;
    }

    /** Whether those who said yes in time are enough. */
    boolean isSatisfied() {
        long persons = words.values().stream().filter(this::counts).count();
        Quorum quorum = rule.quorum();
        if (quorum instanceof Quorum.AtLeast number) return persons >= number.persons();
        if (quorum instanceof Quorum.Share share)
            return persons >= 1 && persons * 100 >= (long) share.percent() * eligible;
        if (quorum instanceof Quorum.Any) return persons >= 1;
        return unanswered().isEmpty();
    }

    private boolean counts(Word word) {
        return word.verdict() == Verdict.APPROVE && !word.late();
    }

    String kindOfQuorum() {
        return rule.quorum().getClass().getSimpleName();
    }
}
