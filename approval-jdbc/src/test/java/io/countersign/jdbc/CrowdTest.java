package io.countersign.jdbc;

import static io.countersign.contract.StageFixture.aStage;
import static io.countersign.jdbc.Tally.End.CLEARED;
import static io.countersign.jdbc.Tally.End.OPEN;
import static io.countersign.jdbc.Tally.End.REFUSED;
import static io.countersign.jdbc.Tally.Harm.CONTRADICTORY_END;
import static io.countersign.jdbc.Tally.Harm.DOUBLE_ADVANCE;
import static io.countersign.jdbc.Tally.Harm.LOST_VOTE;
import static io.countersign.jdbc.Tally.Harm.STUCK_POST;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.AuditEntry;
import io.countersign.contract.StageFixture;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.review.Ending;
import io.countersign.review.Round;
import io.countersign.review.StageStatus;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** 16 threads on one post, many times over: 200 rounds each, and 10,000 in the endurance profile. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CrowdTest {
    private static final int ROUNDS = Boolean.getBoolean("countersign.endurance") ? 10_000 : 200;
    private static final StageFixture LAST = aStage("last").of("user:boss").after(0);

    private final Tally tally = new Tally();

    /** Everybody approves; the boss does after them. */
    private void everybodyApproves(StageFixture stage, int needed) throws Exception {
        try (Crowd crowd = new Crowd(Database.POSTGRESQL, stage, LAST)) {
            for (int i = 0; i < ROUNDS; i++) {
                PostId id = crowd.inReview().id();
                List<String> told = crowd.atOnce(who -> crowd.decides(Crowd.person(who), id, Verdict.APPROVE));
                assertThat(told).containsOnly("Recorded");
                List<AuditEntry> trail = crowd.trail(id);
                tally.votes(told, trail);
                tally.count(STUCK_POST, tally.retell(trail, needed) != CLEARED, "not cleared: %s", trail);
                Round round = crowd.read(id).round().orElseThrow();
                tally.count(LOST_VOTE, round.stage(0).votes().size() != Crowd.SIZE, "votes: %s", round);
                tally.count(LOST_VOTE, inTime(round) != needed, "%d in time: %s", inTime(round), round);
                crowd.decides(Crowd.boss(), id, Verdict.APPROVE);
                Post after = crowd.read(id);
                tally.count(STUCK_POST, after.status() != PostStatus.APPROVED, "at the end %s", after);
                tally.count(DOUBLE_ADVANCE, Tally.times(crowd.trail(id), "post.approved") != 1, "approved %s", after);
            }
        }
        tally.assertNone(CLEARED);
    }

    private static long inTime(Round round) {
        return round.stage(0).votes().stream().filter(vote -> !vote.late()).count();
    }

    private static StageFixture crowd(Quorum quorum) {
        return aStage("crowd").of(Crowd.GROUP).clearedBy(quorum);
    }

    @Test
    void S_65_of_16_who_approve_at_once_any_clears_the_stage_once_and_the_others_are_late() throws Exception {
        everybodyApproves(crowd(Quorum.ANY), 1);
    }

    @Test
    void S_65_of_16_who_approve_at_once_all_are_needed_and_all_count() throws Exception {
        everybodyApproves(aStage("crowd").of(Crowd.everyEntry()).clearedBy(Quorum.ALL), 16);
    }

    @Test
    void S_65_of_16_who_approve_at_once_nine_clear_the_stage_once() throws Exception {
        everybodyApproves(crowd(new Quorum.AtLeast(9)), 9);
    }

    @Test
    void S_65_of_16_who_approve_at_once_a_share_of_them_clears_the_stage_once() throws Exception {
        everybodyApproves(crowd(new Quorum.Share(40)), 7);
    }

    @Test
    void S_65_approve_against_reject_has_one_end_which_both_sides_are_told() throws Exception {
        try (Crowd crowd = new Crowd(Database.POSTGRESQL, crowd(new Quorum.AtLeast(3)), LAST)) {
            for (int i = 0; i < ROUNDS; i++) {
                PostId id = crowd.inReview().id();
                List<String> told = crowd.atOnce(
                        who -> crowd.decides(Crowd.person(who), id, who % 4 == 0 ? Verdict.REJECT : Verdict.APPROVE));
                assertThat(told).containsAnyOf("Recorded").isSubsetOf("Recorded", "illegal-transition");
                List<AuditEntry> trail = crowd.trail(id);
                tally.votes(told, trail);
                Tally.End end = tally.retell(trail, 3);
                Post post = crowd.read(id);
                PostStatus expected = end == REFUSED ? PostStatus.REJECTED : PostStatus.IN_REVIEW;
                tally.count(CONTRADICTORY_END, post.status() != expected, "%s, but %s", end, post);
                tally.count(STUCK_POST, end == OPEN, "neither: %s", trail);
                stagesSay(end, post.round().orElseThrow());
            }
        }
        tally.assertNone(CLEARED, REFUSED);
    }

    private void stagesSay(Tally.End end, Round round) {
        List<StageStatus> expected = end == REFUSED
                ? List.of(StageStatus.REJECTED, StageStatus.SKIPPED)
                : List.of(StageStatus.APPROVED, StageStatus.OPEN);
        List<StageStatus> found =
                List.of(round.stage(0).status(), round.stage(1).status());
        tally.count(CONTRADICTORY_END, !found.equals(expected), "%s, but %s", end, round);
        long refusals = round.stage(0).votes().stream()
                .filter(vote -> vote.verdict() == Verdict.REJECT)
                .count();
        tally.count(CONTRADICTORY_END, refusals != (end == REFUSED ? 1 : 0), "%d refusals: %s", refusals, round);
    }

    @Test
    void S_65_approve_against_edit_leaves_the_next_version_in_draft_and_no_approval_counts_for_it() throws Exception {
        try (Crowd crowd = new Crowd(Database.POSTGRESQL, crowd(new Quorum.AtLeast(3)))) {
            for (int i = 0; i < ROUNDS; i++) {
                PostId id = crowd.inReview().id();
                List<String> told = crowd.atOnce(who ->
                        who < 2 ? edit(crowd, id, "by " + who) : crowd.decides(Crowd.person(who), id, Verdict.APPROVE));
                assertThat(told.subList(0, 2)).containsExactlyInAnyOrder(Crowd.DONE, "stale-version");
                assertThat(told.subList(2, 16)).isSubsetOf("Recorded", "stale-version");
                List<AuditEntry> trail = crowd.trail(id);
                tally.votes(told, trail);
                superseded(tally.retell(trail, 3), crowd.read(id), trail);
                tally.count(STUCK_POST, !again(crowd, id), "cannot be submitted again: %s", trail);
            }
        }
        tally.assertNone(CLEARED, OPEN);
    }

    private static String edit(Crowd crowd, PostId id, String caption) {
        return Crowd.told(() -> {
            crowd.approvals.posts().edit(Crowd.host(), id, 1, crowd.form(caption));
            return Crowd.DONE;
        });
    }

    private void superseded(Tally.End end, Post post, List<AuditEntry> trail) {
        tally.count(CONTRADICTORY_END, post.status() != PostStatus.DRAFT, "%s after %s", post, end);
        tally.count(CONTRADICTORY_END, post.version().number() != 2 || post.cleared() != null, "cleared: %s", post);
        Round round = post.round().orElseThrow();
        tally.count(CONTRADICTORY_END, round.progress().ending() != Ending.SUPERSEDED, "%s", round);
        long edited = at(trail, "post.edited");
        boolean afterEdit = Tally.decisions(trail).stream().anyMatch(entry -> entry.seq() > edited);
        tally.count(CONTRADICTORY_END, afterEdit, "a decision after the edit: %s", trail);
        tally.count(DOUBLE_ADVANCE, Tally.times(trail, "post.edited") != 1, "edited: %s", trail);
    }

    private static long at(List<AuditEntry> trail, String action) {
        return trail.stream()
                .filter(entry -> entry.action().equals(action))
                .mapToLong(AuditEntry::seq)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private static boolean again(Crowd crowd, PostId id) {
        Post post = crowd.approvals.posts().submit(Crowd.host(), id, null);
        return post.status() == PostStatus.IN_REVIEW
                && post.round().orElseThrow().stage(0).votes().isEmpty();
    }

    @Test
    void S_65_hold_against_claim_is_held_or_out_once_and_never_both() throws Exception {
        try (Crowd crowd = new Crowd(Database.POSTGRESQL, crowd(Quorum.ANY))) {
            for (int i = 0; i < ROUNDS; i++) {
                PostId id = crowd.inReview().id();
                crowd.decides(Crowd.person(0), id, Verdict.APPROVE);
                crowd.approvals.posts().release(Crowd.host(), id);
                List<String> told =
                        crowd.atOnce(who -> Crowd.told(() -> who % 4 == 0 ? tick(crowd) : hold(crowd, who, id)));
                List<AuditEntry> trail = crowd.trail(id);
                Post post = crowd.read(id);
                boolean held = post.state().hold() != null;
                tally.reached(held ? "held" : "out");
                PostStatus expected = held ? PostStatus.SCHEDULED : PostStatus.PUBLISHED;
                tally.count(CONTRADICTORY_END, post.status() != expected, "%s", post);
                tally.count(CONTRADICTORY_END, out(crowd, id) != (held ? 0 : 1), "out, and %s", post);
                tally.count(DOUBLE_ADVANCE, Tally.times(trail, "post.claimed") != (held ? 0 : 1), "%s", trail);
                tally.count(DOUBLE_ADVANCE, Tally.times(trail, "post.held") != (held ? 1 : 0), "%s", trail);
                tally.count(LOST_VOTE, told.stream().filter("held"::equals).count() != (held ? 1 : 0), "%s", told);
                if (held) crowd.approvals.posts().unhold(Crowd.host(), id);
                crowd.approvals.tick();
                tally.count(STUCK_POST, crowd.read(id).status() != PostStatus.PUBLISHED, "%s", trail);
                tally.count(DOUBLE_ADVANCE, out(crowd, id) != 1, "out %d times", out(crowd, id));
            }
        }
        tally.assertNone("held", "out");
    }

    private static String tick(Crowd crowd) {
        crowd.approvals.tick();
        return Crowd.DONE;
    }

    private static String hold(Crowd crowd, int who, PostId id) {
        crowd.approvals.posts().hold(Crowd.person(who), id, "wait");
        return "held";
    }

    private static long out(Crowd crowd, PostId id) {
        return crowd.channels.out().stream()
                .filter(one -> one.permit().post().equals(id))
                .count();
    }
}
