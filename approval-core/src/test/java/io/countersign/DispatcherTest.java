package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.post.Terms;
import io.countersign.publish.Capability;
import io.countersign.publish.Receipt;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DispatcherTest {
    private final HandClock clock = new HandClock();
    private Office office = new Office(new InMemoryApprovalStore(clock), clock);

    @Test
    void S_91_what_missed_its_time_goes_out_at_once_where_the_host_wants_it_so() {
        Terms publish = new Terms(Office.TERMS.missedGrace(), true, Duration.ofMinutes(5), 2, Terms.DEFAULT.backoff());
        office = new Office(new InMemoryApprovalStore(clock), clock, publish);
        Post post = scheduled(Duration.ofHours(1));
        clock.pass(Duration.ofHours(2));
        office.approvals.tick();
        office.approvals.tick();
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.PUBLISHED);
        assertThat(office.now(post.id()).state().missedSchedule()).isTrue();
    }

    @Test
    void R_9_a_publisher_that_cannot_say_is_asked_again_and_never_called_unasked() {
        Post post = released();
        office.channels.promise(Capability.QUERYABLE);
        office.claimAndCrash();
        office.channels.answerNot(1);
        clock.pass(Duration.ofMinutes(5));
        office.approvals.tick();
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.PUBLISHING);
        assertThat(office.channels.out()).isEmpty();
    }

    @Test
    void S_87_the_claim_is_committed_before_the_publisher_is_called() {
        Post post = released();
        office.channels.meanwhile(() -> {
            Post claimed = office.now(post.id());
            assertThat(claimed.status()).isEqualTo(PostStatus.PUBLISHING);
            assertThat(claimed.fence()).isEqualTo(1);
        });
        assertThat(office.approvals.tick().published()).isEqualTo(1);
    }

    @Test
    void R_12_nobody_but_the_dispatcher_moves_a_post_that_is_being_published() {
        Post post = released();
        office.channels.meanwhile(() -> {
            assertThatThrownBy(() -> office.approvals.posts().withdraw(office.as("maya"), post.id()))
                    .hasMessageContaining("PUBLISHING");
            assertThatThrownBy(() -> office.approvals
                            .posts()
                            .edit(office.as("maya"), post.id(), 1, PostForm.of(LINKEDIN, "too late")))
                    .hasMessageContaining("PUBLISHING");
        });
        assertThat(office.approvals.tick().published())
                .as("the refusals moved the revision, and the receipt was decided again")
                .isEqualTo(1);
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.PUBLISHED);
    }

    @Test
    void R_24_a_post_that_always_fails_delays_no_other() {
        Post poison = released();
        office.channels.fail(1);
        office.approvals.tick();
        Post healthy = released();
        assertThat(office.approvals.tick().published()).isEqualTo(1);
        assertThat(office.now(healthy.id()).status()).isEqualTo(PostStatus.PUBLISHED);
        assertThat(office.now(poison.id()).status()).isEqualTo(PostStatus.SCHEDULED);
    }

    @Test
    void a_receipt_is_kept_whatever_it_holds() {
        Approvals approvals = Approvals.on(office.store)
                .publisher((permit, version) -> new Receipt("half \ud83d and \0"))
                .build();
        Post post = released();
        approvals.tick();
        assertThat(office.now(post.id()).state().publication().reference()).isEqualTo("half \ufffd and \ufffd");
    }

    private Post released() {
        return office.approvals
                .posts()
                .release(
                        office.as("rita"),
                        approved(PostForm.of(LINKEDIN, "Hello")).id());
    }

    private Post scheduled(Duration ahead) {
        return approved(
                PostForm.of(LINKEDIN, "Hello").withSchedule(clock.instant().plus(ahead), ZoneOffset.UTC));
    }

    private Post approved(PostForm form) {
        office.wanting(stage("legal", 0, Quorum.ANY, "group:legal"));
        Post post = office.approvals.posts().create(office.as("maya"), form);
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        office.approvals.reviews().decide(office.as("lena"), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null));
        return office.now(post.id());
    }
}
