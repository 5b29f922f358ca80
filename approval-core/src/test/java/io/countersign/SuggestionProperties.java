package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.review.Verdict;
import io.countersign.review.Vote;
import io.countersign.routing.Quorum;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/** Who is not asked again, told by a few lines that know nothing of rounds. */
class SuggestionProperties {
    private static int carried;
    private static int barred;

    enum Writer {
        maya,
        mark
    }

    enum Reviewer {
        lena,
        lou,
        vera,
        mark
    }

    enum Caption {
        one,
        two,
        three
    }

    enum Move {
        EDIT,
        SUBMIT,
        SUGGEST,
        TAKE_SUGGESTION,
        APPROVE
    }

    record Step(Move move, Writer writer, Reviewer reviewer, Caption caption) {}

    /** What the sentences say, in three variables. */
    private static final class Model {
        String caption = "one";
        final Set<String> contributors = new HashSet<>(Set.of("maya"));

        @Nullable
        String suggester;

        @Nullable
        String suggested;

        void edited(String writer, String other) {
            if (other.equals(caption)) return;
            caption = other;
            contributors.add(writer);
        }

        Set<String> submitted() {
            String who = suggester;
            boolean exactly = who != null && caption.equals(suggested);
            suggester = null;
            if (!exactly) return Set.of();
            if (contributors.contains(who)) barred++;
            return contributors.contains(who) ? Set.of() : Set.of(Objects.requireNonNull(who));
        }
    }

    @Property(tries = 1000)
    void S_60_exactly_those_are_not_asked_again_who_suggested_what_is_submitted_next_and_did_not_write_it(
            @ForAll("histories") List<Step> steps) {
        HandClock clock = new HandClock();
        Office office = new Office(new InMemoryApprovalStore(clock), clock);
        office.wanting(stage("all", 0, new Quorum.AtLeast(3), "user:lena", "user:lou", "user:vera", "user:mark"));
        Model model = new Model();
        Post post = office.draft(model.caption);
        for (Step step : steps) {
            post = office.now(post.id());
            boolean reviewed = post.status() == PostStatus.IN_REVIEW;
            boolean done = post.status() == PostStatus.APPROVED;
            if (done) return;
            switch (step.move()) {
                case EDIT ->
                    edit(
                            office,
                            model,
                            post,
                            step.writer().name(),
                            step.caption().name());
                case TAKE_SUGGESTION -> {
                    if (model.suggested != null)
                        edit(office, model, post, step.writer().name(), model.suggested);
                }
                case SUBMIT -> {
                    if (!reviewed) submit(office, model, post);
                }
                case SUGGEST -> {
                    if (reviewed && !step.caption().name().equals(model.caption)) suggest(office, model, post, step);
                }
                case APPROVE -> {
                    boolean may = reviewed
                            && !model.contributors.contains(step.reviewer().name());
                    if (may) decide(office, post, step, Verdict.APPROVE, null);
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Move.class),
                        Arbitraries.of(Writer.class),
                        Arbitraries.of(Reviewer.class),
                        Arbitraries.of(Caption.class))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(40);
    }

    @AfterContainer
    static void both_were_seen() {
        assertThat(carried).isPositive();
        assertThat(barred).isPositive();
    }

    private static void edit(Office office, Model model, Post post, String writer, String caption) {
        office.approvals
                .posts()
                .edit(office.as(writer), post.id(), post.version().number(), PostForm.of(LINKEDIN, caption));
        model.edited(writer, caption);
    }

    private static void submit(Office office, Model model, Post post) {
        Post submitted = office.approvals.posts().submit(office.as("maya"), post.id(), null);
        Set<String> expected = model.submitted();
        assertThat(submitted.round().orElseThrow().stage(0).votes())
                .extracting(vote -> vote.by().id())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(submitted.round().orElseThrow().stage(0).votes())
                .extracting(Vote::verdict)
                .containsOnly(expected.isEmpty() ? new Verdict[0] : new Verdict[] {Verdict.APPROVE});
        carried += expected.size();
    }

    private static void suggest(Office office, Model model, Post post, Step step) {
        model.suggester = step.reviewer().name();
        model.suggested = step.caption().name();
        decide(office, post, step, Verdict.REQUEST_CHANGES, new DecisionForm.Suggested(model.suggested));
    }

    private static void decide(
            Office office, Post post, Step step, Verdict verdict, DecisionForm.@Nullable Suggested suggestion) {
        office.approvals
                .reviews()
                .decide(
                        office.as(step.reviewer().name()),
                        new DecisionForm(
                                post.id(),
                                post.version().number(),
                                null,
                                verdict,
                                verdict.refuses() ? "because" : null,
                                null,
                                null,
                                suggestion));
    }
}
