package io.countersign.contract;

import static io.countersign.contract.ApproverFixture.anApprover;
import static io.countersign.contract.People.RITA;
import static io.countersign.contract.StageFixture.aPolicy;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approver.Approver;
import io.countersign.content.Channel;
import io.countersign.content.Media;
import io.countersign.identity.ApproverId;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.routing.Condition;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.Rule;
import io.countersign.store.Found;
import io.countersign.store.PostReads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Registered approvers and routing policies. */
interface PeopleContract extends StoreUnderTest {
    @Test
    default void every_field_of_an_approver_is_read_as_it_was_saved() {
        World acme = in("acme");
        Approver least = acme.has(anApprover("N"));
        Approver full = acme.has(anApprover("Nora \uD83D\uDE80 שלום " + "n".repeat(180))
                .reachedAt("nörä+press@example.com")
                .being("größe \uD83D\uDE80")
                .in("press", "Press", "legal team", "\uD83D\uDE80".repeat(100)));
        assertThat(read(acme, least)).isEqualTo(least);
        assertThat(read(acme, full)).isEqualTo(full);
        clock().pass(Duration.ofDays(1));
        Approver gone = acme.loses(full);
        assertThat(gone.deletedAt()).isEqualTo(acme.now());
        assertThat(read(acme, full)).isEqualTo(gone);
    }

    @Test
    default void of_approvers_asked_for_those_of_the_workspace_are_found_deleted_or_not() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora").named("nora"));
        Approver gone = acme.loses(acme.has(anApprover("Norbert").named("norbert")));
        in("other").has(anApprover("Nils").named("nils"));
        in("other").has(anApprover("Another Nora").named("nora"));
        List<ApproverId> ids =
                List.of(gone.id(), new ApproverId("nils"), nora.id(), new ApproverId("unknown"), nora.id());
        Found<Approver> found = store().approvers(acme.id(), ids);
        assertThat(found.items()).containsExactlyInAnyOrder(nora, gone);
        assertThat(found.now()).isEqualTo(acme.now());
        assertThat(store().approvers(acme.id(), List.of()).items()).isEmpty();
    }

    @Test
    default void active_approvers_are_listed_newest_first() {
        World acme = in("acme");
        List<Approver> expected = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Approver approver = acme.has(anApprover("Number " + i));
            if (i % 4 == 0) acme.loses(approver);
            else expected.add(approver);
        }
        in("other").has(anApprover("Nora"));
        Collections.reverse(expected);
        assertThat(Paging.all(page -> store().approvers(acme.id(), page), 2)).isEqualTo(expected);
        assertThat(Paging.all(page -> store().approvers(in("nobody").id(), page), 2))
                .isEmpty();
    }

    @Test
    default void an_approver_is_meant_by_id_by_user_and_by_group() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora").named("nora").in("press", "legal"));
        Approver lena =
                acme.has(anApprover("Lena").named("a-lena").being("lena").in("legal"));
        in("other").has(anApprover("Nora").named("nora").being("lena").in("press", "legal"));
        assertThat(meant(acme, "approver:nora")).containsExactly(nora);
        assertThat(meant(acme, "user:lena")).containsExactly(lena);
        assertThat(meant(acme, "group:press")).containsExactly(nora);
        assertThat(meant(acme, "group:legal")).containsExactlyInAnyOrder(nora, lena);
        assertThat(meant(acme, "group:legal", "user:lena", "approver:a-lena", "approver:nora"))
                .as("each once")
                .containsExactlyInAnyOrder(nora, lena);
        assertThat(meant(acme, "approver:lena", "user:nora", "group:Press", "group:lena", "user:a-lena"))
                .isEmpty();
        assertThat(meant(acme)).isEmpty();
    }

    @Test
    default void a_deleted_approver_is_not_meant() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora").named("nora").being("nina").in("press"));
        acme.loses(nora);
        assertThat(meant(acme, "approver:nora", "user:nina", "group:press")).isEmpty();
        assertThat(read(acme, nora).active()).isFalse();
    }

    @Test
    default void a_changed_approver_is_meant_as_changed() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora").being("nina").in("press", "legal"));
        Approver changed = acme.saved(ApproverFixture.changed(
                nora, anApprover("Nora Neu").being("nora").in("legal", "brand"), acme.now()));
        assertThat(read(acme, nora)).isEqualTo(changed);
        assertThat(changed.name()).isEqualTo("Nora Neu");
        assertThat(meant(acme, "group:press", "user:nina")).isEmpty();
        assertThat(meant(acme, "group:legal")).containsExactly(changed);
        assertThat(meant(acme, "group:brand")).containsExactly(changed);
        assertThat(meant(acme, "user:nora")).containsExactly(changed);
    }

    @Test
    default void where_no_policy_was_stored_there_is_none() {
        World acme = in("acme");
        PolicyVersion others = in("other").has(aPolicy(aStage("legal").of("user:lena")));
        assertThat(store().policy(acme.id())).isEqualTo(PolicyVersion.none(acme.id()));
        assertThat(store().policy(in("other").id())).isEqualTo(others);
    }

    @Test
    default void a_policy_is_read_as_it_was_saved_last() {
        World acme = in("acme");
        PolicyVersion first = acme.has(everything());
        assertThat(store().policy(acme.id())).isEqualTo(first);
        clock().pass(Duration.ofDays(1));
        PolicyVersion second = acme.has(aPolicy());
        PolicyVersion others = in("other").has(aPolicy(aStage("legal").of("user:lena")));
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.changedBy()).isEqualTo(RITA.name().id());
        assertThat(store().policy(acme.id())).isEqualTo(second);
        assertThat(store().policy(in("other").id())).isEqualTo(others);
    }

    @Test
    default void a_post_is_read_with_the_policy_that_stands() {
        World acme = in("acme");
        Post post = acme.draft();
        assertThat(store().governed(acme.id(), post.id()))
                .contains(new PostReads.Governed(post, PolicyVersion.none(acme.id()), acme.now()));
        acme.has(everything());
        PolicyVersion policy = acme.has(aPolicy(aStage("legal").of("user:lena")));
        Post submitted = acme.submitted(post, aStage("legal").of("user:lena"));
        in("other").has(aPolicy());
        clock().pass(Duration.ofDays(1));
        assertThat(store().governed(acme.id(), post.id()))
                .contains(new PostReads.Governed(submitted, policy, acme.now()));
        assertThat(store().governed(in("other").id(), post.id())).isEmpty();
        assertThat(store().governed(acme.id(), new PostId("unknown"))).isEmpty();
    }

    private static RoutingPolicy everything() {
        Condition words = new Condition(
                List.of(new Channel("X")),
                List.of("acme"),
                List.of("price"),
                List.of("sale"),
                List.of("ada"),
                List.of("Preis \uD83D\uDE80", "שלום"),
                List.of("\\d+ ?(€|%)"),
                List.of(Media.Type.VIDEO),
                null,
                null,
                null,
                null,
                null);
        Condition label =
                new Condition(null, null, null, null, null, null, null, null, "medical", 0.8, null, null, null);
        Condition both = new Condition(
                null, null, null, null, null, null, null, null, null, null, List.of(words), List.of(label), label);
        return new RoutingPolicy(
                List.of(
                        aStage("legal")
                                .of("user:lena", "group:legal team")
                                .clearedBy(new Quorum.AtLeast(2))
                                .rule(),
                        aStage("brand")
                                .after(3)
                                .of("approver:nora")
                                .clearedBy(Quorum.ALL)
                                .within(Duration.ofDays(2))
                                .orBack()
                                .rule(),
                        aStage("press")
                                .of("group:press")
                                .clearedBy(new Quorum.Share(50))
                                .within(Duration.ofMinutes(90))
                                .orAlso("user:rita")
                                .byAccountsOnly()
                                .rule()),
                List.of(new Rule("both", both, List.of("legal", "brand"))),
                List.of("brand"),
                List.of("legal", "press"),
                false,
                false,
                true,
                true,
                true);
    }

    private Approver read(World world, Approver approver) {
        return store().approvers(world.id(), List.of(approver.id())).items().get(0);
    }

    private List<Approver> meant(World world, String... refs) {
        return store().meant(
                        world.id(), Arrays.stream(refs).map(ReviewerRef::parse).toList());
    }
}
