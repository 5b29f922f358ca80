package io.countersign;

import static io.countersign.contract.office.Office.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.contract.Race;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.notice.Letter;
import io.countersign.notice.News;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Links that end soon, as time passes. */
class LinkEndsTest extends NoticeTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void S_15_the_creator_is_told_seven_days_and_one_day_before_and_once_each() {
        Link link = link(Duration.ofDays(30));
        List<String> told = new ArrayList<>();
        for (int hours = 0; hours < 31 * 24; hours++) {
            pass(Duration.ofHours(1));
            for (Letter letter : postbox.collect()) {
                News.OfLink news = (News.OfLink) ((Letter.ToUser) letter).news().get(0);
                long left = Duration.between(store.now(), news.expiresAt()).toHours();
                told.add("%s %s %s, %d hours".formatted(letter.to().person(), news.kind(), news.approver(), left));
            }
        }
        // Once the window is over, which is the next hour's look here.
        assertThat(told).containsExactly("user:lara EXPIRING Dana, 167 hours", "user:lara EXPIRING Dana, 23 hours");
        assertThat(expiring(link))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.actor()).isEqualTo(Actor.SYSTEM.name()));
    }

    @Test
    void S_15_a_link_of_two_hours_announces_nothing() {
        Link link = link(Duration.ofHours(2));
        for (int i = 0; i < 30; i++) pass(Duration.ofMinutes(5));
        assertThat(expiring(link)).isEmpty();
        assertThat(postbox.told()).isEmpty();
    }

    @Test
    void S_15_an_extended_link_announces_its_new_end_too() {
        Link link = link(Duration.ofDays(8));
        pass(DAY);
        office.approvals.links().extend(lara(ACME), link.id(), null, Duration.ofDays(30));
        windowPasses();
        assertThat(postbox.told()).as("that it ended soon is no news any more").isEmpty();
        assertThat(expiring(link)).hasSize(1);
        pass(Duration.ofDays(30));
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lara EXPIRING");
        assertThat(expiring(link)).hasSize(2);
    }

    @Test
    void S_15_of_a_link_that_is_revoked_nobody_is_told() {
        Link early = link(Duration.ofDays(9));
        Link late = link(Duration.ofDays(8));
        office.approvals.links().revoke(lara(ACME), early.id());
        pass(DAY);
        office.approvals.links().revoke(lara(ACME), late.id());
        for (int day = 0; day < 10; day++) {
            windowPasses();
            pass(DAY);
        }
        assertThat(postbox.told()).isEmpty();
        assertThat(expiring(early)).isEmpty();
        assertThat(expiring(late)).hasSize(1);
    }

    @Test
    void S_15_what_ended_while_nobody_looked_is_not_announced() {
        Link link = link(Duration.ofDays(8));
        pass(Duration.ofDays(8));
        windowPasses();
        assertThat(expiring(link)).isEmpty();
        assertThat(postbox.told()).isEmpty();
    }

    @Test
    void S_15_the_ends_of_many_links_of_many_workspaces_are_announced_by_one_tick() {
        List<Link> links = IntStream.range(0, 450)
                .mapToObj(i -> link(new WorkspaceId("w" + i % 20), Duration.ofDays(8)))
                .toList();
        clock.pass(DAY);
        assertThat(office.approvals.tickSilently().ending()).isEqualTo(450);
        assertThat(office.approvals.tickSilently().ending()).isZero();
        assertThat(links).allSatisfy(link -> assertThat(expiring(link)).hasSize(1));
    }

    @Test
    void S_15_of_nodes_that_look_at_once_one_announces() throws Exception {
        List<Link> links =
                IntStream.range(0, 50).mapToObj(i -> link(Duration.ofDays(8))).toList();
        clock.pass(DAY);
        List<Integer> ending = Race.of(4, () -> office.approvals.tickSilently().ending());
        assertThat(ending.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
        assertThat(links).allSatisfy(link -> assertThat(expiring(link)).hasSize(1));
    }

    @Test
    void S_54_a_request_is_told_once_and_one_that_was_dismissed_is_not() {
        IssuedLink issued = issued(ACME, Duration.ofDays(30));
        ask(issued);
        ask(issued);
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lara RENEWAL");
        dismiss(issued);
        pass(Duration.ofMinutes(15));
        ask(issued);
        dismiss(issued);
        windowPasses();
        assertThat(postbox.told()).isEmpty();
    }

    private void ask(IssuedLink issued) {
        office.approvals.sessions().requestRenewal(issued.token().reveal(), null, null);
    }

    private void dismiss(IssuedLink issued) {
        office.approvals.links().dismissRenewal(lara(ACME), issued.link().id());
    }

    private Link link(Duration validity) {
        return link(ACME, validity);
    }

    private Link link(WorkspaceId workspace, Duration validity) {
        return issued(workspace, validity).link();
    }

    private IssuedLink issued(WorkspaceId workspace, Duration validity) {
        Approver dana = office.approvals
                .approvers()
                .register(lara(workspace), ApproverForm.external("Dana", "dana@client.example"));
        return office.approvals.links().create(lara(workspace), new LinkForm(dana.id(), null, null, validity, true));
    }

    private static Call lara(WorkspaceId workspace) {
        return Call.of(
                workspace, Actor.user("lara", Set.of(Permission.LINK_MANAGE, Permission.APPROVER_MANAGE), Set.of()));
    }

    private List<AuditEntry> expiring(Link link) {
        TrailFilter filter = new TrailFilter(null, link.id(), null, "link.expiring", null, null);
        return store.entries(link.workspace(), filter, PageRequest.FIRST).items();
    }
}
