package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ApproverForm;
import io.countersign.CommentForm;
import io.countersign.DecisionForm;
import io.countersign.LinkForm;
import io.countersign.approver.Approver;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.review.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Where the host lets people with a link see each other. */
@TestPropertySource(properties = "approval.web.show-reviewers=true")
class ShownReviewersPageTest extends PageTest {
    @Test
    void colleagues_are_named_by_the_host_and_by_the_record() {
        Approver ada = approvals.approvers().register(studio.as("maya"), ApproverForm.external("Ada Client", null));
        Post post = studio.submitted(Studio.form("acme-corp", "Hello")
                .withReviewers(
                        List.of(studio.jordans(), ReviewerRef.parse("user:lena"), new ReviewerRef.Approver(ada.id()))));
        approvals.reviews().decide(studio.as("lena"), DecisionForm.of(post.id(), 1, Verdict.APPROVE, "For us alone"));
        var link = approvals.links().create(studio.as("maya"), LinkForm.of(ada.id()));
        var adas =
                approvals.sessions().unlock(link.token().reveal(), Objects.requireNonNull(link.password()), null, null);
        approvals.reviews().decide(adas.call(), DecisionForm.of(post.id(), 1, Verdict.APPROVE, "Lovely"));
        reader.unlock(studio);
        assertThat(reader.get("/posts/" + post.id()).text())
                .contains("Lena Vogt", "Ada Client", "Lovely")
                .doesNotContain("For us alone", "Another reviewer");
        assertThat(reader.get("/posts").text()).contains("Have decided: Lena Vogt, Ada Client");
    }

    @Test
    void S_101_who_was_erased_is_shown_as_such_in_every_language() {
        Approver ada = approvals.approvers().register(studio.as("maya"), ApproverForm.external("Ada Client", null));
        Post post = studio.submitted(Studio.form("acme-corp", "Hello")
                .withSchedule(Instant.parse("2099-01-01T00:00:00Z"), ZoneOffset.UTC)
                .withReviewers(List.of(new ReviewerRef.Approver(ada.id()), studio.jordans())));
        var link = approvals.links().create(studio.as("maya"), LinkForm.of(ada.id()));
        var adas =
                approvals.sessions().unlock(link.token().reveal(), Objects.requireNonNull(link.password()), null, null);
        approvals.reviews().decide(adas.call(), DecisionForm.of(post.id(), 1, Verdict.APPROVE, "Ada's own words"));
        approvals.comments().add(adas.call(), post.id(), CommentForm.of("Ada said so"));
        reader.unlock(studio);
        assertThat(reader.get("/posts/" + post.id()).text()).contains("Ada Client", "Ada's own words", "Ada said so");
        approvals.approvers().erase(studio.as("maya"), ada.id());
        Map<String, String> languages = Map.of(
                "en", "Erased reviewer",
                "de", "Gelöschtes Profil",
                "es", "Perfil eliminado",
                "fr", "Profil supprimé",
                "ar", "مراجع محذوف",
                "ja", "削除された確認者");
        languages.forEach((language, words) -> {
            assertThat(reader.get("/posts/" + post.id() + "?lang=" + language).text())
                    .as(language)
                    .containsSubsequence(words, words)
                    .doesNotContain("Ada Client", "own words", "said so", "null");
            assertThat(reader.get("/posts?lang=" + language).text())
                    .as(language)
                    .contains(words)
                    .doesNotContain("Ada Client", "wants to wait");
        });
        assertThat(reader.get("/posts/" + post.id() + "?lang=en").text()).contains("This comment was deleted.");
    }

    @Test
    void S_101_a_hold_of_who_was_erased_stays_and_is_shown_as_such() {
        Approver ada = approvals.approvers().register(studio.as("maya"), ApproverForm.external("Ada Client", null));
        Post post = studio.submitted(Studio.form("acme-corp", "Hello")
                .withSchedule(Instant.parse("2099-01-01T00:00:00Z"), ZoneOffset.UTC)
                .withReviewers(List.of(new ReviewerRef.Approver(ada.id()), studio.jordans())));
        var link = approvals.links().create(studio.as("maya"), LinkForm.of(ada.id()));
        var adas =
                approvals.sessions().unlock(link.token().reveal(), Objects.requireNonNull(link.password()), null, null);
        approvals.reviews().decide(adas.call(), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null));
        var jordans = approvals
                .sessions()
                .unlock(studio.link.token().reveal(), Objects.requireNonNull(studio.link.password()), null, null);
        approvals.reviews().decide(jordans.call(), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null));
        approvals.posts().hold(adas.call(), post.id(), "Ada wants to wait");
        approvals.approvers().erase(studio.as("maya"), ada.id());
        reader.unlock(studio);
        assertThat(reader.get("/posts/" + post.id()).text())
                .contains("Erased reviewer holds this post")
                .doesNotContain("Ada Client", "wants to wait");
    }
}
