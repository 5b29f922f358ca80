package io.countersign;

import static io.countersign.contract.office.Office.ACME;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.ApprovalEvent;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Change;
import io.countersign.audit.Stamp;
import io.countersign.audit.Subject;
import io.countersign.audit.Trail;
import io.countersign.canonical.Digest;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.identity.Roster;
import io.countersign.identity.Situation;
import io.countersign.post.NotRebuiltException;
import io.countersign.post.Outcome;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.post.PostEvent;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.post.Rebuilding;
import io.countersign.post.Terms;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.publish.Backoff;
import io.countersign.publish.Capability;
import io.countersign.review.Plan;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** "From the trail and the immutable versions and plans that its digests pin, the state of every post can be rebuilt." */
class RebuildingTest extends OfficeTest {
    private Post post = office.draft("Hello");
    private List<AuditEntry> entries = List.of();
    private List<Version> versions = List.of();
    private Map<Integer, Plan> plans = Map.of();

    /** Two versions and two rounds, the second of which approved it. */
    @BeforeEach
    void a_post_was_refused_changed_and_approved() {
        office.wanting(
                stage("legal", 0, new Quorum.Share(50), "group:legal"), stage("boss", 1, Quorum.ANY, "user:vera"));
        submit(post);
        decide(post, "lena", Verdict.REQUEST_CHANGES);
        Post second = submit(edit(post, PostForm.of(form().target(), "Better")));
        approve(second, "lena");
        approve(second, "vera");
        post = office.now(post.id());
        assertThat(post.status()).isEqualTo(PostStatus.APPROVED);
        entries = office.store.stream(ACME, post.stream(), 0, 100);
        versions = office.store.versions(ACME, post.id());
        plans = office.store.plans(ACME, post.id());
        assertThat(entries).hasSize(8);
        assertThat(versions).hasSize(2);
        assertThat(plans).hasSize(2);
    }

    @Test
    void a_post_is_told_again_as_the_store_has_it() {
        assertThat(rebuilt()).isEqualTo(post);
        retold(PostStatus.APPROVED);
        release(post);
        office.approvals.tick();
        retold(PostStatus.PUBLISHED);
    }

    @Test
    void neither_the_people_nor_the_rules_of_today_change_what_is_told_again() {
        office.leave("lena");
        office.leave("lou");
        office.wanting(stage("nobody", 0, Quorum.ALL, "group:nobody"));
        assertThat(office.approvals.records().rebuild(office.as("admin"), post.id()))
                .isEqualTo(post);
    }

    @Test
    void a_lease_and_a_pause_finer_than_the_record_are_kept_as_the_record_has_them() {
        Duration odd = Duration.ofNanos(60_000_000_001L);
        Terms terms = new Terms(Duration.ofMinutes(15), false, odd, 5, new Backoff(odd, odd));
        Post released = release(post);
        Post claimed = ledOn(released, new PostCommand.Pass(Capability.NONE), terms);
        assertThat(claimed.status()).isEqualTo(PostStatus.PUBLISHING);
        Post failed = ledOn(claimed, new PostCommand.Fail(claimed.fence(), "down"), terms);
        assertThat(failed.status()).isEqualTo(PostStatus.SCHEDULED);
    }

    /** The post after a command, which its entries tell as well. */
    private Post ledOn(Post before, PostCommand command, Terms terms) {
        Instant now = office.store.now();
        Outcome.Changed changed =
                (Outcome.Changed) command.applyTo(before, new Situation(Actor.SYSTEM, Roster.EMPTY, now), terms);
        List<AuditEntry> told = Trail.append(
                before.head(), before.stream(), new Stamp(ACME, Actor.SYSTEM, now, null, "node-1"), changed.changes());
        Post retold = before;
        for (AuditEntry entry : told) retold = new Rebuilding(versions, plans).after(retold, entry);
        assertThat(retold)
                .isEqualTo(changed.after().at(told.get(told.size() - 1).head()));
        return retold;
    }

    private void retold(PostStatus status) {
        Post now = office.now(post.id());
        assertThat(now.status()).isEqualTo(status);
        assertThat(office.approvals.records().rebuild(office.as("admin"), post.id()))
                .isEqualTo(now);
    }

    @Test
    void a_record_of_many_parts_is_told_as_a_whole() {
        Post busy = office.draft("Busy");
        for (int i = 0; i < 201; i++) busy = edit(busy, PostForm.of(form().target(), "Text " + i));
        assertThat(office.approvals.records().rebuild(office.as("admin"), busy.id()))
                .isEqualTo(busy);
    }

    @Test
    void the_entries_so_far_tell_the_post_as_it_was() {
        List<AuditEntry> first = entries.subList(0, 1);
        Post draft = new Rebuilding(versions, plans).after(first);
        assertThat(draft.status()).isEqualTo(PostStatus.DRAFT);
        assertThat(draft.version()).isEqualTo(versions.get(0));
        assertThat(draft.head()).isEqualTo(first.get(0).head());
        assertThat(draft.plan()).isNull();
    }

    @Test
    void a_version_that_was_swapped_is_refused() {
        Version old = versions.get(1);
        Version other = Version.of(2, old.content().withCaption("Worse"), old.editedBy(), old.editedAt());
        versions = List.of(versions.get(0), other);
        refuses(4, "pins version 2 by the digest " + old.digest() + ", and what is kept of it has " + other.digest());
    }

    @Test
    void a_version_whose_content_was_swapped_under_its_digest_is_refused() {
        Version old = versions.get(1);
        versions = List.of(
                versions.get(0),
                new Version(2, old.content().withCaption("Worse"), old.digest(), old.editedBy(), old.editedAt()));
        refuses(4, "pins version 2");
    }

    @Test
    void a_version_that_somebody_else_is_said_to_have_written_is_refused() {
        Version old = versions.get(0);
        versions = List.of(Version.of(1, old.content(), "mark", old.editedAt()), versions.get(1));
        refuses(1, "tells that maya wrote version 1 at " + old.editedAt() + ", and what is kept of it says mark");
        versions = List.of(Version.of(1, old.content(), "maya", old.editedAt().plusSeconds(1)), versions.get(1));
        refuses(1, "tells that maya wrote version 1");
    }

    @Test
    void a_version_that_is_missing_is_refused() {
        versions = versions.subList(0, 1);
        refuses(4, "pins version 2, which is missing");
    }

    @Test
    void a_plan_that_was_altered_is_refused() {
        Plan plan = plans.get(2);
        Plan lax = new Plan(
                plan.round(),
                plan.version(),
                plan.digest(),
                plan.openedAt(),
                plan.policy(),
                false,
                plan.distinctReviewers(),
                plan.rescheduleNeedsApproval(),
                plan.classification(),
                plan.stages());
        swap(2, lax);
        refuses(
                5,
                "pins the plan of round 2 by the digest " + plan.pin() + ", and what is kept of it has " + lax.pin());
    }

    @Test
    void a_plan_of_another_round_is_refused() {
        swap(1, plans.get(2));
        refuses(2, "pins the plan of round 1");
    }

    @Test
    void a_plan_that_is_missing_is_refused() {
        plans = Map.of(1, plans.get(1));
        refuses(5, "pins the plan of round 2, which is missing");
    }

    @Test
    void an_entry_that_is_missing_is_refused_wherever_it_was() {
        for (int seq = 1; seq < entries.size(); seq++) {
            List<AuditEntry> all = entries;
            entries = without(seq);
            refuses(seq + 1, "stands where entry %d belongs".formatted(seq));
            entries = all;
        }
        entries = without(entries.size());
        assertThat(rebuilt()).as("told up to there").isNotEqualTo(post);
    }

    @Test
    void entries_of_another_post_are_refused() {
        Post other = submit(office.draft("Other"));
        List<AuditEntry> others = office.store.stream(ACME, other.stream(), 0, 100);
        entries = List.of(entries.get(0), others.get(1));
        refuses(2, "is of post/" + other.id());
        entries = others;
        refuses(other.id(), 1, "pins version 1 by the digest " + other.version().digest());
    }

    @Test
    void an_entry_that_was_altered_is_refused() {
        byte[] bytes = new String(entries.get(2).bytes(), StandardCharsets.UTF_8)
                .replace("REQUEST_CHANGES", "APPROVE")
                .getBytes(StandardCharsets.UTF_8);
        AuditEntry decided = entries.get(2);
        entries = with(2, entry -> copy(entry, entry.subject(), bytes, entry.hash()));
        refuses(3, "has another hash than its bytes and the entry before give");
        Digest hash = Trail.hash(ACME, decided.stream(), 3, decided.previousHash(), bytes);
        entries = with(2, entry -> copy(entry, entry.subject(), bytes, hash));
        refuses(3, "has a column that differs from its hashed bytes");
    }

    @Test
    void an_entry_that_was_altered_in_what_it_is_searched_by_is_refused() {
        Subject told = entries.get(7).subject();
        Subject otherwise = new Subject(
                null, told.version(), told.digest(), told.stage(), told.verdict(), told.from(), "PUBLISHED", null);
        entries = with(7, entry -> copy(entry, otherwise, entry.bytes(), entry.hash()));
        refuses(8, "has a column that differs from its hashed bytes");
    }

    record Praised() implements ApprovalEvent {
        @Override
        public String action() {
            return "post.praised";
        }
    }

    @Test
    void what_a_later_release_may_tell_is_refused_and_not_passed_over() {
        AuditEntry last = entries.get(7);
        append(new Praised(), last.subject());
        refuses(9, "tells 'post.praised', which this release does not know of posts");
    }

    @Test
    void what_cannot_have_happened_is_refused() {
        AuditEntry last = entries.get(7);
        append(new PostEvent.StageUnblocked(2, "nobody"), last.subject());
        refuses(9, "does not follow from what is before it: round 2 has no stage 'nobody'");
    }

    @Test
    void who_reads_the_record_may_have_a_post_told_again_and_nobody_else() {
        Records records = office.approvals.records();
        Call auditor = Call.of(ACME, Actor.user("eve", Set.of(Permission.AUDIT_READ), Set.of()));
        assertThat(records.rebuild(auditor, post.id())).isEqualTo(post);
        assertThatThrownBy(() -> records.rebuild(office.as("maya"), post.id()))
                .isInstanceOf(NotPermittedException.class)
                .hasMessageContaining("audit:read");
        assertThatThrownBy(() -> records.rebuild(office.client(), post.id())).isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> records.rebuild(auditor, new PostId("unknown")))
                .isInstanceOf(NotFoundException.class);
    }

    private Post rebuilt() {
        return new Rebuilding(versions, plans).after(entries);
    }

    private void refuses(long seq, String why) {
        refuses(post.id(), seq, why);
    }

    private void refuses(PostId id, long seq, String why) {
        assertThatExceptionOfType(NotRebuiltException.class)
                .isThrownBy(this::rebuilt)
                .withMessageContaining("Post %s cannot be rebuilt from its record: entry %d %s".formatted(id, seq, why))
                .satisfies(refused -> {
                    assertThat(refused.post()).isEqualTo(id);
                    assertThat(refused.seq()).isEqualTo(seq);
                });
    }

    private void swap(int round, Plan plan) {
        Map<Integer, Plan> others = new HashMap<>(plans);
        others.put(round, plan);
        plans = others;
    }

    private List<AuditEntry> without(int seq) {
        return entries.stream().filter(entry -> entry.seq() != seq).toList();
    }

    private List<AuditEntry> with(int index, UnaryOperator<AuditEntry> change) {
        List<AuditEntry> others = new ArrayList<>(entries);
        others.set(index, change.apply(others.get(index)));
        return others;
    }

    private void append(ApprovalEvent event, Subject subject) {
        Stamp stamp = new Stamp(ACME, Actor.SYSTEM, office.store.now(), null, "node-1");
        List<AuditEntry> longer = new ArrayList<>(entries);
        longer.addAll(Trail.append(
                entries.get(entries.size() - 1).head(), post.stream(), stamp, List.of(new Change(event, subject))));
        entries = longer;
    }

    private static AuditEntry copy(AuditEntry entry, Subject subject, byte[] bytes, Digest hash) {
        return new AuditEntry(
                entry.workspace(),
                entry.stream(),
                entry.seq(),
                entry.at(),
                entry.actor(),
                entry.action(),
                subject,
                bytes,
                entry.previousHash(),
                hash);
    }
}
