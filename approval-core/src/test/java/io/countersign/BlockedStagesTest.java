package io.countersign;

import static io.countersign.contract.office.Office.ACME;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.contract.office.Postbox;
import io.countersign.identity.Actor;
import io.countersign.identity.Assurance;
import io.countersign.identity.Directory;
import io.countersign.identity.Permission;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.review.StageProgress;
import io.countersign.review.StageStatus;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * "A stage that can no longer be satisfied stays OPEN with {@code blocked: reason}; author and {@code routing:manage}
 * holders are told; it heals when people return; it never passes by shrinking."
 */
class BlockedStagesTest extends OfficeTest {
    private final Company company = new Company();
    private final Postbox postbox = new Postbox();
    private final Approvals host =
            Approvals.on(office.store).directory(company).notifier(postbox).build();

    @BeforeEach
    void legal_is_lena_and_lou() {
        company.groups.put("legal", Set.of("lena", "lou"));
    }

    @Test
    void a_stage_that_nobody_can_clear_any_more_stays_open_and_says_why() {
        Post post = submitted(form());
        company.groups.put("legal", Set.of());
        assertThat(sweep()).isEqualTo(1);
        assertThat(stageOf(post).status()).isEqualTo(StageStatus.OPEN);
        assertThat(stageOf(post).blocked()).contains("legal").contains("nobody could approve");
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.IN_REVIEW);
        AuditEntry entry = entries(post.id(), "post.stage-blocked").get(0);
        assertThat(entry.actor()).isEqualTo(Actor.SYSTEM.name());
    }

    @Test
    void its_author_and_who_manages_routing_are_told() {
        submitted(form());
        company.groups.put("legal", Set.of());
        sweep();
        sweep();
        assertThat(postbox.told()).containsExactly("user:admin BLOCKED", "user:maya BLOCKED");
    }

    @Test
    void what_healed_meanwhile_is_no_news() {
        submitted(form());
        company.groups.put("legal", Set.of());
        sweep();
        company.groups.put("legal", Set.of("lou"));
        sweep();
        assertThat(postbox.told()).isEmpty();
    }

    @Test
    void it_heals_when_people_return() {
        Post post = submitted(form());
        company.groups.put("legal", Set.of());
        sweep();
        company.groups.put("legal", Set.of("lou"));
        assertThat(sweep()).isEqualTo(1);
        assertThat(stageOf(post).blocked()).isNull();
        assertThat(actions(post.id())).startsWith("post.stage-unblocked", "post.stage-blocked");
        approve(office.now(post.id()), "lou");
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.APPROVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL", "2", "100%"})
    void it_never_passes_by_shrinking(String quorum) {
        office.wanting(stage("legal", 0, Quorum.parse(quorum), "user:vera", "group:legal"));
        Post post = submitted(form());
        approve(post, "vera");
        company.groups.put("legal", Set.of());
        sweep();
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.IN_REVIEW);
        assertThat(stageOf(post).blocked()).isNotNull();
    }

    @Test
    void what_has_not_changed_is_no_entry() {
        Post post = submitted(form());
        assertThat(sweep()).isZero();
        company.groups.put("legal", Set.of());
        sweep();
        long revision = office.now(post.id()).revision();
        assertThat(sweep()).isZero();
        assertThat(office.now(post.id()).revision()).isEqualTo(revision);
        assertThat(revision).isEqualTo(post.revision() + 1);
    }

    @Test
    void another_reason_is_told() {
        office.wanting(stage("legal", 0, new Quorum.AtLeast(2), "group:legal"));
        Post post = submitted(form());
        company.groups.put("legal", Set.of("lena"));
        sweep();
        String first = Objects.requireNonNull(stageOf(post).blocked());
        company.groups.put("legal", Set.of());
        sweep();
        assertThat(stageOf(post).blocked()).isNotNull().isNotEqualTo(first);
        assertThat(entries(post.id(), "post.stage-blocked")).hasSize(2);
    }

    @Test
    void a_stage_that_ends_is_not_blocked_any_more() {
        Post post = submitted(form());
        company.groups.put("legal", Set.of());
        sweep();
        edit(office.now(post.id()), PostForm.of(post.version().content().target(), "another"));
        assertThat(stageOf(post).blocked()).isNull();
        assertThat(sweep()).isZero();
    }

    @Test
    void whom_an_overdue_stage_escalates_to_can_clear_it() {
        office.wanting(new StageRule(
                "legal",
                0,
                List.of(new ReviewerRef.Group("legal")),
                Quorum.ANY,
                Duration.ofHours(1),
                OnOverdue.ESCALATE,
                List.of(new ReviewerRef.Group("board")),
                List.of(),
                Assurance.LINK));
        company.groups.put("board", Set.of("vera"));
        Post post = submitted(form());
        company.groups.put("legal", Set.of());
        sweep();
        assertThat(stageOf(post).blocked()).isNotNull();
        clock.pass(Duration.ofHours(1));
        host.tick();
        sweep();
        assertThat(stageOf(post).escalated()).isTrue();
        assertThat(stageOf(post).blocked()).isNull();
    }

    @Test
    void a_directory_that_fails_blocks_nothing_and_stops_nothing() {
        Post post = submitted(form());
        Post other = inGlobex();
        company.groups.put("legal", Set.of());
        company.down = ACME;
        assertThat(sweep()).as("globex is looked at nevertheless").isEqualTo(1);
        assertThat(stageOf(post).blocked()).isNull();
        assertThat(entries(post.id(), "post.stage-blocked")).isEmpty();
        assertThat(stageOf(other).blocked()).isNotNull();
        company.down = null;
        assertThat(sweep()).isEqualTo(1);
        assertThat(stageOf(post).blocked()).isNotNull();
    }

    @Test
    void all_that_is_in_review_is_looked_at_every_quarter_of_an_hour() {
        submitted(form());
        host.tick();
        int asked = company.asked.get();
        assertThat(asked).isPositive();
        clock.pass(Duration.ofMinutes(14));
        host.tick();
        assertThat(company.asked).hasValue(asked);
        clock.pass(Duration.ofMinutes(1));
        host.tick();
        assertThat(company.asked.get()).isGreaterThan(asked);
    }

    @Test
    void a_long_walk_takes_several_ticks_and_leaves_out_none() {
        for (int i = 0; i < 201; i++) submitted(form());
        company.groups.put("legal", Set.of());
        assertThat(host.tick().rechecked()).isEqualTo(200);
        assertThat(host.tick().rechecked()).isEqualTo(1);
        assertThat(host.tick().rechecked()).isZero();
    }

    @Test
    void a_stage_that_opened_while_the_directory_was_asked_is_left_to_the_next_walk() {
        company.groups.put("marketing", Set.of("mark", "maya"));
        office.wanting(stage("legal", 0, Quorum.ANY, "group:legal"), stage("last", 10, Quorum.ANY, "group:marketing"));
        Post post = submitted(form());
        company.groups.put("legal", Set.of());
        company.meanwhile = () -> approve(post, "lena");
        assertThat(sweep()).isZero();
        StageProgress last = office.now(post.id()).round().orElseThrow().stage(1);
        assertThat(last.status()).isEqualTo(StageStatus.OPEN);
        assertThat(last.blocked()).as("nobody asked who markets").isNull();
    }

    @Test
    void an_approver_who_is_deleted_is_missed_at_once() {
        Approver nora = host.approvers().register(office.as("admin"), ApproverForm.external("Nora", "n@example.com"));
        Post post = submittedTo("approver:" + nora.id());
        host.approvers().delete(office.as("admin"), nora.id());
        assertThat(stageOf(post).blocked()).isNotNull();
    }

    @Test
    void an_approver_who_leaves_or_joins_a_group_is_missed_or_found_at_once() {
        ApproverForm member = new ApproverForm("Nora", null, Approver.Kind.EXTERNAL, null, List.of("agency"));
        Approver nora = host.approvers().register(office.as("admin"), member);
        Post post = submittedTo("group:agency");
        host.approvers().update(office.as("admin"), nora.id(), ApproverForm.external("Nora", null));
        assertThat(stageOf(post).blocked()).isNotNull();
        host.approvers().update(office.as("admin"), nora.id(), member);
        assertThat(stageOf(post).blocked()).isNull();
        host.approvers().delete(office.as("admin"), nora.id());
        assertThat(stageOf(post).blocked()).isNotNull();
        host.approvers().register(office.as("admin"), member);
        assertThat(stageOf(post).blocked()).isNull();
    }

    @Test
    void an_approver_is_deleted_whatever_the_directory_says_and_is_missed_by_the_next_tick() {
        ApproverForm member = new ApproverForm("Nora", null, Approver.Kind.EXTERNAL, null, List.of("agency"));
        Approver nora = host.approvers().register(office.as("admin"), member);
        Post post = submittedTo("group:agency");
        host.tick();
        company.down = ACME;
        assertThat(host.approvers().delete(office.as("admin"), nora.id()).active())
                .isFalse();
        company.down = null;
        host.tick();
        assertThat(stageOf(post).blocked()).isNotNull();
    }

    @Test
    void a_new_name_asks_nobody() {
        Approver nora = host.approvers().register(office.as("admin"), ApproverForm.external("Nora", null));
        submittedTo("approver:" + nora.id());
        int asked = company.asked.get();
        host.approvers().update(office.as("admin"), nora.id(), ApproverForm.external("Norah", null));
        assertThat(company.asked).hasValue(asked);
    }

    private int sweep() {
        clock.pass(Duration.ofMinutes(15));
        return host.tick().rechecked();
    }

    private Post submittedTo(String reviewer) {
        return host.posts()
                .submit(
                        office.as("maya"),
                        host.posts()
                                .create(office.as("maya"), form().withReviewers(List.of(ReviewerRef.parse(reviewer))))
                                .id(),
                        null);
    }

    private Post inGlobex() {
        WorkspaceId globex = new WorkspaceId("globex");
        Call gina = Call.of(globex, Actor.user("gina", Set.of(Permission.values()), Set.of()));
        host.routing()
                .put(
                        gina,
                        RoutingPolicy.of(
                                List.of(stage("legal", 0, Quorum.ANY, "group:legal")), List.of(), List.of("legal")));
        return host.posts().submit(gina, host.posts().create(gina, form()).id(), null);
    }

    private StageProgress stageOf(Post post) {
        Post now =
                office.store.posts(post.workspace(), List.of(post.id())).items().get(0);
        return now.round().orElseThrow().stage(0);
    }

    /** A directory whose people come and go, and that is down for a workspace now and then. */
    private static final class Company implements Directory {
        final Map<String, Set<String>> groups = new HashMap<>();
        final AtomicInteger asked = new AtomicInteger();

        @Nullable
        WorkspaceId down;

        Runnable meanwhile = () -> {};

        @Override
        public Set<String> groupsOf(WorkspaceId workspace, String userId) {
            return Set.of();
        }

        @Override
        public Set<String> membersOf(WorkspaceId workspace, String group) {
            asked.incrementAndGet();
            if (workspace.equals(down))
                throw new IllegalStateException("The directory of %s is down".formatted(workspace));
            Runnable once = meanwhile;
            meanwhile = () -> {};
            once.run();
            return groups.getOrDefault(group, Set.of());
        }

        @Override
        public Set<String> holdersOf(WorkspaceId workspace, Permission permission) {
            return permission == Permission.ROUTING_MANAGE ? Set.of("admin") : Set.of();
        }
    }
}
