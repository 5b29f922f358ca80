package io.countersign;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.countersign.post.Post;
import io.countersign.problem.ApprovalException;
import io.countersign.review.Round;
import io.countersign.review.StageStatus;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A rule as semantics.md puts it, and a scene in which it shows.
 *
 * @param words some of its line's, enough to know it by
 */
record Shown(String words, Story story) {
    /** What happens in a scene, and what must come of it. */
    interface Story {
        void play(Scene scene) throws Exception;
    }

    /** An office of its own for each story, where legal sees everything and break glass is allowed. */
    static final class Scene extends GlassTest {
        Scene() {
            the_policy_has_break_glass_true();
        }

        /** The workspace wants these stages, and the rest of its policy like this. */
        void policy(boolean fourEyes, boolean distinct, boolean rescheduleNeedsApproval, StageRule... stages) {
            office.wanting(new RoutingPolicy(
                    List.of(stages),
                    List.of(),
                    Arrays.stream(stages).map(StageRule::name).toList(),
                    List.of(),
                    stages.length > 0,
                    fourEyes,
                    distinct,
                    rescheduleNeedsApproval,
                    false));
        }

        void wanting(Quorum quorum, String... reviewers) {
            office.wanting(stage("legal", 0, quorum, reviewers));
        }

        Round round(Post post) {
            return office.now(post.id()).round().orElseThrow();
        }

        void stages(Post post, StageStatus... expected) {
            assertThat(round(post).progress().stages())
                    .extracting(io.countersign.review.StageProgress::status)
                    .containsExactly(expected);
        }

        /** Legal's only stage is still open, and then it is not. */
        void opensUntil(Post post, String... people) {
            for (String who : people) {
                stages(post, StageStatus.OPEN);
                approve(post, who);
            }
            stages(post, StageStatus.APPROVED);
        }

        static void refused(String code, ThrowingCallable deed) {
            assertThat(catchThrowable(deed))
                    .isInstanceOfSatisfying(
                            ApprovalException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(code));
        }
    }
}
