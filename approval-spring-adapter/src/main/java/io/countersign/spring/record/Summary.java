package io.countersign.spring.record;

import io.countersign.record.Approval;
import io.countersign.record.Approval.Vouching;
import io.countersign.record.PostFacts;
import io.countersign.record.PostRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The answer to what is asked first: who approved which version when, and whether it is out. */
final class Summary {
    private final PostRecord record;
    private final RecordWords words;

    Summary(PostRecord record, RecordWords words) {
        this.record = record;
        this.words = words;
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(approval());
        sentences.add(use());
        if (record.facts().reviewOwed())
            sentences.add("Nobody has looked yet at what was let out without its reviewers: a review is owed.");
        if (record.facts().held()) sentences.add("It is held back from being published.");
        sentences.add(numbers());
        sentences.add(
                record.proof().findings().isEmpty()
                        ? "When this record was drawn, the chain of its entries was recomputed and found whole."
                        : "When this record was drawn, the chain of its entries was recomputed, and it is NOT WHOLE: see what can be proven.");
        return sentences;
    }

    private String approval() {
        return record.approvals().stream()
                .filter(Approval::stands)
                .findFirst()
                .map(this::approval)
                .orElse("No version of it is approved at present.");
    }

    private String approval(Approval approval) {
        String at = words.utc(approval.at());
        return switch (approval.basis()) {
            case REVIEW ->
                "Version %d was approved on %s, when the last of its reviewers had approved it: %s."
                        .formatted(approval.version(), at, vouching(approval.by()));
            case NOT_REQUIRED ->
                "Version %d needed no review under the policy in force, and was cleared on %s."
                        .formatted(approval.version(), at);
            case BREAK_GLASS ->
                "Version %d was let out WITHOUT its reviewers (break glass) on %s: %s asked for it and %s consented."
                        .formatted(
                                approval.version(),
                                at,
                                words.name(approval.by().get(0).party()),
                                words.name(approval.by().get(1).party()));
        };
    }

    private String vouching(List<Vouching> by) {
        return by.stream().map(this::vouching).collect(Collectors.joining(", "));
    }

    private String vouching(Vouching one) {
        String place = one.inPlaceOf() == null ? "" : " in place of " + words.name(one.inPlaceOf());
        return "%s%s (%s)".formatted(words.name(one.party()), place, words.title(Objects.requireNonNull(one.stage())));
    }

    private String use() {
        PostFacts.Use use = record.facts().use();
        return switch (use.out()) {
            case NEVER -> "It was never published.";
            case UNCERTAIN -> "Whether it is published is not known at present.";
            case STILL -> "%s Nothing in the record takes it back.".formatted(published(use));
            case RECALLED ->
                "%s It was recalled on %s.".formatted(published(use), words.utc(Objects.requireNonNull(use.lastAt())));
        };
    }

    private String published(PostFacts.Use use) {
        String at = use.firstAt() == null ? "at a time that is not known" : "on " + words.utc(use.firstAt());
        return "Version %d was published %s%s."
                .formatted(
                        use.version(),
                        at,
                        use.reference() == null ? "" : ", and the provider knows it as " + use.reference());
    }

    private String numbers() {
        return "It had %s, %s of review, %s, and %s refused by a rule."
                .formatted(
                        counted(record.versions().size(), "version"),
                        counted(record.rounds().size(), "round"),
                        counted(record.decisions().size(), "decision"),
                        counted(record.refusals().size(), "action"));
    }

    private static String counted(int number, String what) {
        return "%d %s%s".formatted(number, what, number == 1 ? "" : "s");
    }
}
