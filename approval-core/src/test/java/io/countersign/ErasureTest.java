package io.countersign;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approver.Approver;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Forgotten;
import io.countersign.identity.ApproverId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.problem.NotFoundException;
import io.countersign.routing.Quorum;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forgetting who somebody was. */
class ErasureTest extends OfficeTest {
    @Test
    void S_101_an_erased_persons_name_address_and_words_are_nowhere_in_memory_and_every_chain_is_valid() {
        HandClock time = new HandClock();
        InMemoryApprovalStore store = new InMemoryApprovalStore(time);
        Forgotten people = new Forgotten(store, time);
        assertThat(Reachable.texts(store))
                .as("until then")
                .contains(people.words().toArray(String[]::new));
        people.erase();
        people.check();
        assertThat(Reachable.texts(store)).doesNotContain(Forgotten.PLANTED).contains(Forgotten.KEPT);
    }

    @Test
    void S_101_who_was_deleted_can_be_erased_and_who_never_was_is_not_found() {
        Approver nora = registered("Nora");
        office.approvals.approvers().delete(office.as("admin"), nora.id());
        Approver erased = office.approvals.approvers().erase(office.as("admin"), nora.id());
        assertThat(erased.status()).isEqualTo(Approver.Status.ERASED);
        assertThat(erased.nameOrId()).isEqualTo(nora.id().value());
        ApproverId nobody = new ApproverId("nobody");
        assertThatThrownBy(() -> office.approvals.approvers().erase(office.as("admin"), nobody))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> office.approvals.approvers().delete(office.as("admin"), nora.id()))
                .as("there is nobody any more")
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void S_101_links_that_have_expired_end_for_ever_too() {
        Approver nora = registered("Nora");
        IssuedLink link = office.approvals.links().create(office.as("admin"), LinkForm.of(nora.id()));
        clock.pass(Duration.ofDays(40));
        office.approvals.approvers().erase(office.as("admin"), nora.id());
        assertThat(office.approvals
                        .links()
                        .get(office.as("admin"), link.link().id())
                        .revokedAt())
                .isNotNull();
    }

    @Test
    void a_stage_that_asked_nobody_else_is_blocked_at_once() {
        Approver nora = registered("Nora");
        office.wanting(stage("client", 0, Quorum.ANY, "approver:" + nora.id()));
        Post post = submitted(form());
        office.approvals.approvers().erase(office.as("admin"), nora.id());
        assertThat(office.now(post.id()).round().orElseThrow().stage(0).blocked())
                .isNotNull();
    }

    private Approver registered(String name) {
        return office.approvals
                .approvers()
                .register(office.as("admin"), new ApproverForm(name, null, Approver.Kind.EXTERNAL, null, List.of()));
    }
}
