package io.countersign.contract.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Stamp;
import io.countersign.audit.Trail;
import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import io.countersign.post.BrokenGlass;
import io.countersign.post.Outcome;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.post.Recall;
import io.countersign.publish.Clearance;
import io.countersign.store.PageRequest;
import io.countersign.store.Save;
import io.countersign.store.TrailFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Whether what is out was approved, told from the record alone: it counts the decisions again, without asking the rules
 * that made them count.
 */
public final class Ledger {
    private static final String ASKED = "post.break-glass-asked";
    private static final String CONSENTED = "post.break-glass-consented";
    private static final String CLOSED = "post.owed-review-closed";

    private final Office office;
    private final Census census;
    private final Map<PostId, Recount> recounts = new HashMap<>();

    private final Retelling retelling;

    /** Of everything that is out, in order. */
    private final Set<Object> keys = new HashSet<>();

    Ledger(Office office, Census census) {
        this.office = office;
        this.census = census;
        retelling = new Retelling(office, census);
    }

    /** Everything that must hold at the end. */
    void checkWhole(List<PostId> posts) {
        for (PostId id : posts) retelling.checkWhole(office.now(id));
    }

    /** Everything that must hold at every moment. */
    void check(List<PostId> posts) {
        for (PostId id : posts) {
            Post post = office.now(id);
            if (!recount(id).update(post)) continue;
            switch (post.status()) {
                case APPROVED, SCHEDULED, PUBLISHING, PUBLISHED, UNCONFIRMED, FAILED ->
                    assertThat(post.cleared()).isEqualTo(post.version().digest());
                case DRAFT, IN_REVIEW, CHANGES_REQUESTED, REJECTED, WITHDRAWN ->
                    assertThat(post.cleared())
                            .as("what is %s may not be published", post.status())
                            .isNull();
            }
            glass(post);
            recalled(post);
            carried(post.id());
            retelling.check(post);
        }
        List<Channels.Out> out = office.channels.out();
        for (Channels.Out one : out.subList(keys.size(), out.size())) {
            approved(one);
            assertThat(keys.add(one.permit().key())).as("published once").isTrue();
        }
    }

    private void approved(Channels.Out out) {
        PostId id = out.permit().post();
        assertThat(out.version().content().digest())
                .as("what went out is what was permitted")
                .isEqualTo(out.permit().digest());
        Clearance clearance = out.permit().clearance();
        assertThat(clearance.digest())
                .as("what was cleared")
                .isEqualTo(out.permit().digest());
        if (clearance instanceof Clearance.BreakGlass) {
            consented(out);
            return;
        }
        assertThat(recount(id).hasCleared(out.permit().digest()))
                .as("what is out was cleared, every stage of it: %s", out)
                .isTrue();
    }

    /** The post's rounds, told again. */
    Recount recount(PostId id) {
        return recounts.computeIfAbsent(id, first -> new Recount(office, census, id));
    }

    /** Two people wanted this very version out, one after the other. */
    private void consented(Channels.Out out) {
        List<AuditEntry> story = entries(out.permit().post(), ASKED, CONSENTED).stream()
                .filter(entry -> out.permit().digest().equals(entry.subject().digest()))
                .toList();
        AuditEntry consent = last(story, CONSENTED);
        AuditEntry question = last(story.subList(0, story.indexOf(consent)), ASKED);
        assertThat(consent.actor()).as("who consented").isNotEqualTo(question.actor());
    }

    /** A request is of what waits now; a review is owed from each consent until somebody closes it. */
    private void glass(Post post) {
        BrokenGlass glass = post.state().glass();
        if (glass != null) {
            assertThat(glass.digest()).isEqualTo(post.version().digest());
            assertThat(post.status())
                    .isIn(
                            PostStatus.DRAFT,
                            PostStatus.IN_REVIEW,
                            PostStatus.CHANGES_REQUESTED,
                            PostStatus.REJECTED,
                            PostStatus.APPROVED);
        }
        List<AuditEntry> story = entries(post.id(), CONSENTED, CLOSED);
        boolean owed = !story.isEmpty() && story.get(story.size() - 1).action().equals(CONSENTED);
        assertThat(post.state().owed() != null).as("a review is owed").isEqualTo(owed);
    }

    /** Only what is out is marked, and by whom the record says. */
    private void recalled(Post post) {
        Recall recall = post.state().recalled();
        boolean told = entries(post.id(), "post.recalled").stream()
                .anyMatch(entry -> "PUBLISHED".equals(entry.subject().to()));
        assertThat(recall != null).as("recalled after it was out").isEqualTo(told);
        if (recall != null) assertThat(post.status()).isEqualTo(PostStatus.PUBLISHED);
    }

    private static AuditEntry last(List<AuditEntry> story, String action) {
        return story.stream()
                .filter(entry -> entry.action().equals(action))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no " + action + " is in the record"));
    }

    /** In their order. */
    private List<AuditEntry> entries(PostId id, String... actions) {
        List<AuditEntry> all = new ArrayList<>();
        for (String action : actions)
            all.addAll(office.store
                    .entries(
                            Office.ACME,
                            new TrailFilter(id, null, null, action, null, null),
                            new PageRequest(PageRequest.MAX, null))
                    .items());
        all.sort(Comparator.comparing(AuditEntry::seq));
        return all;
    }

    /** Who submits carries decisions over that are others'. */
    private static String whose(AuditEntry decision) {
        Map<?, ?> by = (Map<?, ?>)
                Objects.requireNonNull(Trail.details(decision.bytes()).get("by"));
        return by.get("kind") + "" + by.get("id");
    }

    /** What counts without asking again was suggested, in exactly these words, in the round before. */
    private void carried(PostId id) {
        List<AuditEntry> story = entries(id, "post.decided");
        for (AuditEntry entry : story) {
            Map<String, Object> details = Trail.details(entry.bytes());
            Object from = details.get("carriedFrom");
            if (from == null) continue;
            assertThat(details).containsEntry("round", (Integer) from + 1);
            assertThat(story).as("what %s carries over", details).anySatisfy(earlier -> {
                Map<String, Object> said = Trail.details(earlier.bytes());
                assertThat(said).containsEntry("round", from).containsEntry("decision", details.get("decision"));
                assertThat(earlier.actor().kind() + earlier.actor().id()).isEqualTo(whose(entry));
                assertThat(earlier.subject().verdict()).isEqualTo("REQUEST_CHANGES");
                assertThat(earlier.subject().stage()).isEqualTo(entry.subject().stage());
                assertThat((Map<?, ?>) said.get("suggestion"))
                        .extracting("content")
                        .isEqualTo(
                                Objects.requireNonNull(entry.subject().digest()).toString());
            });
        }
    }

    static Save save(Post before, Outcome.Changed changed, Instant now) {
        List<AuditEntry> entries = Trail.append(
                before.head(),
                before.stream(),
                new Stamp(Office.ACME, Actor.SYSTEM, now, null, "node-1"),
                changed.changes());
        return new Save(
                before, changed.after().at(entries.get(entries.size() - 1).head()), entries, List.of());
    }
}
