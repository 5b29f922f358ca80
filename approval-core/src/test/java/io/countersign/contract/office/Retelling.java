package io.countersign.contract.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.post.PostState;
import io.countersign.post.Rebuilding;
import io.countersign.review.StageProgress;
import io.countersign.review.Vote;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Posts told again from their record, entry by entry as it grows, and held to what the store keeps of them. */
final class Retelling {
    private static final int MOST = 1000;

    private final Office office;
    private final Census census;
    private final Map<PostId, Post> told = new HashMap<>();

    Retelling(Office office, Census census) {
        this.office = office;
        this.census = census;
    }

    /** Tells what happened since the last time. */
    void check(Post post) {
        @Nullable Post retold = told.get(post.id());
        long seen = retold == null ? 0 : retold.revision();
        List<AuditEntry> entries = office.store.stream(Office.ACME, StreamId.of(post.id()), seen, MOST);
        Rebuilding rebuilding = new Rebuilding(
                office.store.versions(Office.ACME, post.id()), office.store.plans(Office.ACME, post.id()));
        for (AuditEntry entry : entries) retold = rebuilding.after(retold, entry);
        assertThat(retold).as("told again from %s", entries).isEqualTo(post);
        told.put(post.id(), post);
        count(post);
    }

    /** From the first entry on, through the door that hosts have. */
    void checkWhole(Post post) {
        assertThat(office.approvals.records().rebuild(office.as("admin"), post.id()))
                .isEqualTo(post);
    }

    private void count(Post post) {
        PostState state = post.state();
        count(post.status().name(), true);
        count("held", state.hold() != null);
        count("missed", state.missedSchedule());
        count("for now", state.forNow());
        count("leased", post.leaseUntil() != null);
        count("error", state.publication().lastError() != null);
        count("reference", state.publication().reference() != null);
        count("glass", state.glass() != null);
        count("owed", state.owed() != null);
        count("owed twice", state.owed() != null && state.owed().earlier() != null);
        count("recalled", state.recalled() != null);
        count("nobody contributed", state.contributors().isEmpty());
        post.round().ifPresent(round -> {
            count("ended " + round.progress().ending(), !round.isOpen());
            round.progress().stages().forEach(this::count);
        });
    }

    private void count(StageProgress stage) {
        count("blocked", stage.blocked() != null);
        count("reminded", stage.remindedAt() != null);
        count("nudged", stage.nudgeAt() != null && !stage.nudgeAt().equals(stage.dueAt()));
        count("escalated", stage.escalated());
        count("share", stage.needed() > 0);
        stage.votes().forEach(this::count);
    }

    private void count(Vote vote) {
        count("through a link", vote.link() != null);
        count("delegated", vote.inPlaceOf() != null);
        count("suggested", vote.suggestion() != null);
        count("carried", vote.carriedFrom() != null);
        count("late", vote.late());
    }

    private void count(String what, boolean is) {
        if (is) Census.count(census.retold, what);
    }
}
