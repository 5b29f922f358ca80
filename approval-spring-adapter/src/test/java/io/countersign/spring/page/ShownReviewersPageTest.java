package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ApproverForm;
import io.countersign.DecisionForm;
import io.countersign.LinkForm;
import io.countersign.approver.Approver;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.review.Verdict;
import java.util.List;
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
}
