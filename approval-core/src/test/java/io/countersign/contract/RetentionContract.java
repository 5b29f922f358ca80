package io.countersign.contract;

import static io.countersign.contract.office.Office.ACME;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.CheckpointTerms;
import io.countersign.DecisionForm;
import io.countersign.Records;
import io.countersign.Retention;
import io.countersign.audit.Change;
import io.countersign.audit.Ed25519Signer;
import io.countersign.audit.StreamId;
import io.countersign.audit.Subject;
import io.countersign.audit.Trail;
import io.countersign.contract.office.Office;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.proof.Finding;
import io.countersign.retention.LegalHold;
import io.countersign.retention.RetentionEvent;
import io.countersign.retention.RetentionPeriod;
import io.countersign.retention.RetentionRules;
import io.countersign.retention.Stub;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.store.Changes;
import io.countersign.store.PageRequest;
import io.countersign.store.Save;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads;
import io.countersign.store.TrailReads.Walked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Posts that are kept no longer, what is on legal hold, and what is left. */
interface RetentionContract extends StoreUnderTest {
    RetentionPeriod YEAR = RetentionPeriod.parse("P1Y");
    Duration LATER = Duration.ofDays(366);

    private Office office() {
        return new Office(store(), clock()).wanting(stage("legal", 0, Quorum.ANY, "user:lena"));
    }

    /** Refused with a note, and written anew. */
    private static Post old(Office office, String caption) {
        Approvals approvals = office.approvals;
        Post post = approvals
                .posts()
                .submit(office.as("maya"), office.draft(caption).id(), "Said of " + caption);
        approvals.reviews().decide(office.as("lena"), DecisionForm.of(post.id(), 1, Verdict.REQUEST_CHANGES, "No"));
        return approvals
                .posts()
                .edit(office.as("maya"), post.id(), 1, PostForm.of(Office.LINKEDIN, caption + " again"));
    }

    private Retention.Purged purged(Office office) {
        return office.approvals.retention().purge(office.as("admin"));
    }

    private static void keep(Office office, RetentionPeriod period) {
        office.approvals.retention().keep(office.as("admin"), period);
    }

    private static void whole(Office office) {
        Records.Verification found = office.approvals.records().verify(office.as("admin"));
        assertThat(found.findings()).extracting(Finding::kind).containsOnly(Finding.Kind.UNANCHORED);
    }

    @Test
    default void S_101_a_purge_leaves_the_hashes_of_a_post_and_nothing_else_and_the_record_stays_whole() {
        Office office = office();
        Post old = old(office, "Old");
        Post elsewhere = in("other").draft();
        keep(office, YEAR);
        clock().pass(LATER);
        Post young = old(office, "Young");
        Set<String> hashes = hashes(old.stream());
        long entries = office.approvals.records().verify(office.as("admin")).entries();

        assertThat(purged(office)).isEqualTo(new Retention.Purged(1, old.revision(), false));

        assertThatThrownBy(() -> office.now(old.id())).isInstanceOf(NotFoundException.class);
        assertThat(store().versions(ACME, old.id())).isEmpty();
        assertThat(store().plans(ACME, old.id())).isEmpty();
        assertThat(store().texts(ACME, List.of(old.id()))).isEmpty();
        assertThat(store().stream(ACME, old.stream(), 0, 100)).isEmpty();
        assertThat(store().entries(ACME, TrailFilter.ALL, new PageRequest(100, null))
                        .items())
                .noneMatch(entry -> entry.stream().equals(old.stream()));
        assertThat(hashes(old.stream())).isEqualTo(hashes);
        assertThat(store().walk(ACME, TrailFilter.ALL, null, 1000).entries())
                .as("an export of everything shows what is left")
                .usingRecursiveFieldByFieldElementComparator()
                .containsAll(walked(old.stream()));
        assertThat(walked(old.stream())).allMatch(one -> one.bytes() == null && one.entry() == null);
        RetentionRules rules = store().retention(ACME);
        assertThat(store().stubs(ACME, rules.head().seq(), 10)).containsExactly(Stub.of(old.stream(), old.head()));
        assertThat(Trail.event(
                        store().stream(ACME, StreamId.RETENTION, 1, 10).get(0).bytes(), RetentionEvent.Purged.class))
                .isEqualTo(new RetentionEvent.Purged(
                        YEAR, YEAR.before(store().now()), old.revision(), List.of(Stub.of(old.stream(), old.head()))));
        whole(office);
        assertThat(office.approvals.records().verify(office.as("admin")).entries())
                .isEqualTo(entries + 1);
        assertThat(office.now(young.id())).isEqualTo(young);
        assertThat(store().posts(in("other").id(), List.of(elsewhere.id())).items())
                .containsExactly(elsewhere);
        assertThat(purged(office)).isEqualTo(new Retention.Purged(0, 0, false));
    }

    private List<Walked> walked(StreamId stream) {
        return store().walk(ACME, null, 1000).stream()
                .filter(one -> one.stream().equals(stream))
                .toList();
    }

    private Set<String> hashes(StreamId stream) {
        return new LinkedHashSet<>(
                walked(stream).stream().map(one -> one.seq() + " " + one.hash()).toList());
    }

    @Test
    default void S_101_the_walk_passes_stubs_and_entries_in_one_order_however_it_is_cut() {
        Office office = office();
        keep(office, YEAR);
        List<Post> posts = new ArrayList<>();
        for (int i = 0; i < 3; i++) posts.add(old(office, "Old " + i));
        clock().pass(LATER);
        for (int i = 0; i < 3; i++) posts.add(old(office, "Young " + i));
        purged(office);
        List<Walked> all = store().walk(ACME, null, 1000);
        assertThat(all.stream().map(one -> one.stream().toString()))
                .isSorted()
                .contains(posts.get(0).stream().toString());
        for (int cut : List.of(1, 4, 7)) {
            List<Walked> parts = new ArrayList<>();
            List<Walked> part;
            do {
                Walked last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
                part = store().walk(
                                ACME,
                                last == null ? null : new TrailReads.Place(last.stream(), last.seq(), last.hash()),
                                cut);
                parts.addAll(part);
            } while (part.size() == cut);
            assertThat(parts).usingRecursiveComparison().isEqualTo(all);
        }
    }

    @Test
    default void S_101_a_legal_hold_beats_the_purge_until_it_is_lifted() {
        Office office = office();
        Post held = old(office, "Held");
        Post free = old(office, "Free");
        keep(office, YEAR);
        Retention retention = office.approvals.retention();
        LegalHold hold = retention.hold(office.as("admin"), held.id(), "A court asks");
        LegalHold second = retention.hold(office.as("admin"), held.id(), "Another court asks");
        assertThat(retention.get(office.as("admin")).holds()).containsExactly(hold, second);
        assertThat(retention.texts(office.as("admin")).get(hold.reason())).isEqualTo("A court asks");
        clock().pass(LATER);
        assertThat(purged(office).posts()).isEqualTo(1);
        assertThatThrownBy(() -> office.now(free.id())).isInstanceOf(NotFoundException.class);
        assertThat(office.now(held.id())).isEqualTo(held);
        retention.lift(office.as("admin"), hold.id(), "It was heard");
        assertThat(purged(office).posts()).as("the other hold stands").isZero();
        assertThatThrownBy(() -> retention.lift(office.as("admin"), hold.id(), "again"))
                .isInstanceOf(NotFoundException.class);
        retention.lift(office.as("admin"), second.id(), "It was heard too");
        assertThat(purged(office).posts()).isEqualTo(1);
        assertThat(store().entries(
                                ACME,
                                new TrailFilter(held.id(), null, null, null, null, null),
                                new PageRequest(10, null))
                        .items())
                .as("that it was held is found by the post for ever")
                .extracting(entry -> entry.action())
                .containsExactly("retention.lifted", "retention.lifted", "retention.held", "retention.held");
        whole(office);
    }

    @Test
    default void S_101_a_hold_of_the_workspace_keeps_everything() {
        Office office = office();
        Post old = old(office, "Old");
        keep(office, YEAR);
        LegalHold all = office.approvals.retention().hold(office.as("admin"), null, "Everything");
        clock().pass(LATER);
        assertThat(purged(office)).isEqualTo(new Retention.Purged(0, 0, false));
        office.approvals.retention().lift(office.as("admin"), all.id(), "Over");
        assertThat(purged(office).posts()).isEqualTo(1);
        assertThatThrownBy(() -> office.now(old.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    default void without_a_period_everything_is_kept_for_ever() {
        Office office = office();
        Post old = old(office, "Old");
        clock().pass(Duration.ofDays(40_000));
        assertThat(purged(office)).isEqualTo(new Retention.Purged(0, 0, false));
        keep(office, RetentionPeriod.parse("P100Y"));
        office.approvals.retention().keep(office.as("admin"), null);
        assertThat(purged(office)).isEqualTo(new Retention.Purged(0, 0, false));
        assertThat(office.now(old.id())).isEqualTo(old);
    }

    @Test
    default void who_waits_for_something_of_a_post_keeps_it() {
        Office office = office();
        Post waiting = office.approvals
                .posts()
                .submit(office.as("maya"), office.draft("Waits").id(), null);
        Post approved = office.approvals
                .posts()
                .submit(office.as("maya"), office.draft("Approved").id(), null);
        office.approvals.reviews().decide(office.as("lena"), DecisionForm.of(approved.id(), 1, Verdict.APPROVE, null));
        Post touched = office.draft("Touched");
        keep(office, YEAR);
        clock().pass(Duration.ofDays(200));
        office.approvals.posts().edit(office.as("maya"), touched.id(), 1, PostForm.of(Office.LINKEDIN, "Of late"));
        clock().pass(Duration.ofDays(200));
        assertThat(purged(office).posts()).isZero();
        for (Post post : List.of(waiting, approved, touched))
            assertThat(office.now(post.id())).isNotNull();
    }

    @Test
    default void S_101_nothing_is_purged_where_a_post_or_a_hold_changed_at_the_same_moment() {
        Office office = office();
        Post stale = old(office, "Old");
        keep(office, YEAR);
        RetentionRules rules = store().retention(ACME);
        Post changed = office.approvals
                .posts()
                .edit(office.as("maya"), stale.id(), 2, PostForm.of(Office.LINKEDIN, "Of late"));
        assertThat(store().commit(purging(rules, stale)).lost()).containsExactly(stale.stream());
        office.approvals.retention().hold(office.as("admin"), stale.id(), "At the last moment");
        assertThat(store().commit(purging(rules, changed)).lost()).containsExactly(StreamId.RETENTION);
        assertThat(office.now(stale.id())).isEqualTo(changed);
        assertThat(store().versions(ACME, stale.id())).hasSize(3);
        assertThat(store().stubs(ACME, rules.head().seq() + 1, 10)).isEmpty();
        whole(office);
    }

    private Changes purging(RetentionRules rules, Post post) {
        RetentionEvent event = new RetentionEvent.Purged(
                YEAR, Instant.EPOCH, post.revision(), List.of(Stub.of(post.stream(), post.head())));
        Save save = Deeds.save(rules, rules, People.RITA, store().now(), List.of(new Change(event, Subject.NONE)));
        return Changes.all(ACME, List.of(save)).purging(List.of(post));
    }

    @Test
    default void a_call_purges_a_hundred_posts_and_says_that_there_are_more() {
        Office office = office();
        keep(office, YEAR);
        List<PostId> ids = new ArrayList<>();
        for (int i = 0; i < Retention.BATCH + 1; i++)
            ids.add(office.draft("Draft " + i).id());
        office.approvals.retention().hold(office.as("admin"), ids.get(3), "Wanted");
        for (int i = 0; i < 2; i++) ids.add(office.draft("More " + i).id());
        clock().pass(LATER);
        assertThat(store().resting(ACME, Set.of(PostStatus.DRAFT), store().now(), ids.get(0), 2))
                .containsExactly(ids.get(1), ids.get(2));
        assertThat(store().resting(ACME, Set.of(PostStatus.REJECTED), store().now(), null, 2))
                .isEmpty();
        assertThat(purged(office)).isEqualTo(new Retention.Purged(Retention.BATCH, Retention.BATCH, true));
        assertThat(purged(office)).isEqualTo(new Retention.Purged(2, 2, false));
        assertThat(store().resting(ACME, Set.of(PostStatus.DRAFT), store().now(), null, 10))
                .containsExactly(ids.get(3));
        whole(office);
    }

    @Test
    default void S_96_with_checkpoints_only_what_the_log_has_is_purged_and_the_log_stays_provable() {
        CheckpointTerms terms = CheckpointTerms.signedBy(Ed25519Signer.of("test", Ed25519Signer.generate()));
        Office office = new Office(store(), clock(), Office.TERMS, builder -> builder.checkpoints(terms))
                .wanting(stage("legal", 0, Quorum.ANY, "user:lena"));
        Call admin = office.as("admin");
        keep(office, YEAR);
        Post logged = old(office, "Logged");
        office.approvals.checkpoints().make(admin);
        Post unlogged = old(office, "Unlogged");
        clock().pass(LATER);
        Office job = new Office(store(), clock());
        assertThat(purged(job).posts()).as("by a job that has no key").isEqualTo(1);
        assertThatThrownBy(() -> office.now(logged.id())).isInstanceOf(NotFoundException.class);
        assertThat(office.now(unlogged.id())).isEqualTo(unlogged);
        whole(office);
        office.approvals.checkpoints().make(admin);
        assertThat(purged(job).posts()).isEqualTo(1);
        office.approvals.checkpoints().make(admin);
        whole(office);
    }

    @Test
    default void what_cannot_be_held_is_refused() {
        Office office = office();
        Retention retention = office.approvals.retention();
        Call admin = office.as("admin");
        assertThatThrownBy(() -> retention.hold(admin, new PostId("unknown"), "x"))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> retention.hold(admin, null, " ")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> retention.lift(admin, "unknown", "x")).isInstanceOf(NotFoundException.class);
        assertThat(store().retention(ACME)).isEqualTo(RetentionRules.none(ACME));
        for (int i = 0; i < 3; i++) retention.hold(admin, null, "Hold " + i);
        assertThat(retention.get(admin).holds()).hasSize(3);
        assertThat(retention.texts(admin)).hasSize(3);
        RetentionRules before = store().retention(ACME);
        retention.keep(admin, YEAR);
        Save late = Deeds.save(
                before,
                before.keeping(null),
                People.RITA,
                store().now(),
                List.of(new Change(new RetentionEvent.Changed(null, null), Subject.NONE)));
        assertThat(store().commit(Changes.all(ACME, List.of(late))).lost()).containsExactly(StreamId.RETENTION);
        assertThat(retention.get(admin).keep()).isEqualTo(YEAR);
    }
}
