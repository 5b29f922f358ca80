package io.countersign;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.InvalidInputException;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.routing.Quorum;
import io.countersign.store.PageRequest;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people say to each other about a post. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SaidTest {
    private final HandClock clock = new HandClock();
    private final Office office =
            new Office(new InMemoryApprovalStore(clock), clock).wanting(stage("legal", 0, Quorum.ANY, "group:legal"));
    private final Post post = office.approvals
            .posts()
            .submit(office.as("maya"), office.draft("Hello").id(), null);

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0007", "\u001B[31m", "\u007F", "\u0085", "\u202D", "\u202E"})
    void S_69_what_hides_or_turns_text_is_refused_wherever_somebody_says_something(String hidden) {
        String text = "Looks" + hidden + " fine";
        assertThatThrownBy(() -> comment(text)).isInstanceOf(InvalidInputException.class);
        assertThat(decision(text)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> office.approvals.posts().hold(office.as("rita"), post.id(), text))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> office.approvals.posts().submit(office.as("maya"), post.id(), text))
                .isInstanceOf(InvalidInputException.class);
        assertThat(office.now(post.id())).isEqualTo(post);
    }

    @Test
    void S_69_the_note_of_a_post_is_one_too() {
        assertThatThrownBy(() -> office.approvals.posts().create(office.as("maya"), noted("evil\u202Etxt.exe")))
                .hasMessageContaining("U+202E");
        Post composed = office.approvals.posts().create(office.as("maya"), noted("cafe\u0301"));
        assertThat(composed.version().content().note()).isEqualTo("caf\u00E9");
        assertThat(office.draft("cafe\u0301").version().content().caption()).isEqualTo("cafe\u0301");
    }

    private static PostForm noted(String note) {
        return new PostForm(Office.LINKEDIN, "Hello", null, null, null, null, null, null, null, note, null, null, null);
    }

    @Test
    void S_69_the_reason_names_the_character() {
        assertThatThrownBy(() -> comment("evil\u202Etxt.exe")).hasMessageContaining("U+202E");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines\r\nand\ta tab", "مرحبا \u200Fبكم", "שלום \u2067abc\u2069", "👩\u200D🚀 ok"})
    void S_69_what_scripts_need_is_taken(String text) {
        comment(text);
        assertThat(said()).isEqualTo(text);
    }

    @Test
    void S_69_4000_code_points_are_taken_and_one_more_is_not() {
        comment("😀".repeat(4000));
        assertThatThrownBy(() -> comment("😀".repeat(4001))).isInstanceOf(InvalidInputException.class);
        assertThat(decision("x".repeat(4001))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void S_69_it_is_kept_in_composed_form() {
        comment("Scho\u0308n");
        assertThat(said()).isEqualTo("Schön");
    }

    private void comment(String text) {
        office.approvals.comments().add(office.as("lena"), post.id(), new CommentForm(text, Visibility.INTERNAL, null));
    }

    private String said() {
        return office.approvals
                .comments()
                .list(office.as("lena"), post.id(), PageRequest.FIRST)
                .items()
                .get(0)
                .text();
    }

    private ApprovalException decision(String note) {
        List<DecisionResult> results = office.approvals
                .reviews()
                .decide(office.as("lena"), List.of(DecisionForm.of(post.id(), 1, Verdict.REJECT, note)));
        return ((DecisionResult.Failed) results.get(0)).problem();
    }
}
