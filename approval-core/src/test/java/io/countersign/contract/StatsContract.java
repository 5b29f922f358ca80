package io.countersign.contract;

import static io.countersign.contract.ApproverFixture.anApprover;
import static io.countersign.contract.LinkFixture.aLinkTo;
import static io.countersign.contract.People.LENA;
import static io.countersign.contract.People.OMAR;
import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approver.Approver;
import io.countersign.canonical.Json;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.store.Decision;
import io.countersign.store.RoundCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What figures are made of. */
interface StatsContract extends StoreUnderTest {
    @Test
    default void posts_are_counted_by_status() {
        World acme = in("acme");
        acme.draft();
        acme.draft();
        acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        in("other").draft();
        assertThat(store().postCounts(acme.id())).isEqualTo(Map.of(PostStatus.DRAFT, 2L, PostStatus.IN_REVIEW, 1L));
        assertThat(store().postCounts(in("empty").id())).isEmpty();
    }

    @Test
    default void rounds_are_those_until_the_end_of_the_period_of_posts_submitted_in_it() {
        World acme = in("acme");
        Instant before = acme.now();
        Post often = refusedOnce(acme, acme.draft());
        Post once = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        acme.draft();
        in("other").submitted(in("other").draft(), aStage("legal").of("user:lena"));
        clock().pass(Duration.ofHours(1));
        Instant from = acme.now();
        often = refusedOnce(acme, often);
        refusedOnce(acme, acme.edited(once, aPost().saying("Other words")));
        clock().pass(Duration.ofHours(1));
        Instant to = acme.now();
        refusedOnce(acme, often);
        assertThat(store().rounds(acme.id(), from, to)).isEqualTo(new RoundCount(2, 4, 2));
        assertThat(store().rounds(acme.id(), before, from)).isEqualTo(new RoundCount(2, 2, 1));
        assertThat(store().rounds(acme.id(), to, to.plusSeconds(1))).isEqualTo(new RoundCount(1, 3, 3));
        assertThat(store().rounds(acme.id(), to.plusSeconds(1), to.plusSeconds(2)))
                .isEqualTo(new RoundCount(0, 0, 0));
    }

    @Test
    default void decisions_of_a_period_are_read_the_latest_first_as_the_record_has_them() {
        World acme = in("acme");
        Post post = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        Post two = acme.submitted(
                acme.draft(), aStage("legal").of("user:lena"), aStage("brand").of("user:lena"));
        Post outside = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        acme.approved(LENA, acme.submitted(acme.draft(), aStage("legal").of("user:lena")));
        clock().pass(Duration.ofHours(1));
        Instant from = acme.now();
        two = acme.approved(LENA, two);
        clock().pass(Duration.ofHours(1));
        post = acme.refused(LENA, post, Verdict.REJECT, "No");
        in("other")
                .approved(
                        LENA,
                        in("other").submitted(in("other").draft(), aStage("a").of("user:lena")));
        clock().pass(Duration.ofHours(1));
        Instant to = acme.now();
        acme.approved(LENA, outside);
        List<Decision> decisions = store().decisions(acme.id(), from, to, null, 10);
        assertThat(decisions).extracting(Decision::post).containsExactly(post.id(), two.id(), two.id());
        assertThat(decisions.get(0).seq()).isEqualTo(post.revision());
        assertThat(decisions.get(0).at()).isEqualTo(to.minus(Duration.ofHours(1)));
        assertThat(decisions.get(0).seenAt()).isNull();
        assertThat(decisions)
                .extracting(one -> details(one).get("stage"))
                .containsOnly("legal", "brand")
                .startsWith("legal");
        assertThat(details(decisions.get(0))).containsEntry("verdict", "REJECT");
    }

    @Test
    default void decisions_are_read_in_parts_each_once() {
        World acme = in("acme");
        Instant from = acme.now();
        for (int i = 0; i < 4; i++) {
            if (i == 2) clock().pass(Duration.ofMinutes(1));
            Post post = acme.submitted(
                    acme.draft(),
                    aStage("legal").of("user:lena"),
                    aStage("brand").of("user:lena", "user:omar").clearedBy(Quorum.ALL));
            acme.approved(OMAR, acme.approved(LENA, post));
        }
        Instant to = acme.now().plusSeconds(1);
        List<Decision> all = store().decisions(acme.id(), from, to, null, 100);
        assertThat(all).hasSize(12).doesNotHaveDuplicates();
        for (int limit : List.of(1, 5, 12)) {
            List<Decision> parts = new ArrayList<>();
            @Nullable Decision last = null;
            List<Decision> part;
            do {
                part = store().decisions(acme.id(), from, to, last, limit);
                parts.addAll(part);
                if (!part.isEmpty()) last = part.get(part.size() - 1);
            } while (!part.isEmpty());
            assertThat(parts).isEqualTo(all);
        }
    }

    @Test
    default void a_decision_tells_when_its_approver_first_saw_that_version_through_a_link() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora"));
        Approver olga = acme.has(anApprover("Olga"));
        Link noras = acme.has(aLinkTo(nora));
        Link olgas = acme.has(aLinkTo(olga));
        String both = "approver:%s,approver:%s".formatted(nora.id(), olga.id());
        Post post = acme.submitted(
                acme.draft(), aStage("clients").of(both.split(",")).clearedBy(Quorum.ALL));
        noras = viewed(acme, nora, noras, post);
        Post other = acme.submitted(acme.draft(), aStage("clients").of(both.split(",")));
        post = acme.edited(post, aPost().saying("Other words"));
        post = acme.submitted(post, aStage("clients").of(both.split(",")).clearedBy(Quorum.ALL));
        Instant from = acme.now();
        clock().pass(Duration.ofMinutes(1));
        Instant seenAt = acme.now();
        noras = viewed(acme, nora, noras, post);
        clock().pass(Duration.ofMinutes(1));
        noras = viewed(acme, nora, noras, post);
        clock().pass(Duration.ofMinutes(1));
        post = acme.approved(People.holding(noras, nora), post);
        acme.approved(People.holding(olgas, olga), post);
        acme.approved(People.holding(noras, nora), other);
        clock().pass(Duration.ofMinutes(1));
        viewed(acme, nora, noras, other);
        viewed(acme, olga, olgas, acme.read(post));
        Map<String, Instant> seen = new TreeMap<>();
        for (Decision decision : store().decisions(acme.id(), from, acme.now().plusSeconds(1), null, 10))
            if (decision.seenAt() != null) seen.put(decision.post() + " " + decision.seq(), decision.seenAt());
        assertThat(seen).isEqualTo(Map.of(post.id() + " " + post.revision(), seenAt));
    }

    private static Link viewed(World world, Approver approver, Link link, Post post) {
        LinkCommand view = new LinkCommand.Viewed(
                link.generation(),
                "bucket",
                post.id(),
                post.version().number(),
                post.version().digest());
        Link read = world.read(link);
        return world.did(People.holding(read, approver), read, view);
    }

    private static Post refusedOnce(World world, Post post) {
        Post submitted = world.submitted(post, aStage("legal").of("user:lena"));
        return world.refused(LENA, submitted, Verdict.REQUEST_CHANGES, "Shorter");
    }

    private static Map<String, Object> details(Decision decision) {
        return Json.members(Json.readObject(decision.body()).getOrDefault("details", Map.of()));
    }
}
